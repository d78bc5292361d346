#!/usr/bin/env bash
# Plans, checks and deploys the stacks of a CDKTF app, which `npm run synth` wrote to cdktf.out, so that no API key is lost and no value is
# shown. The workflows beside this file run it as ci/ory-keys.sh; it runs the same at your desk.
#
#   plan [OPTION…]       plan every stack; the options go to `terraform plan`
#   check [OPTION…]      exit code 3 when a plan would take a key away; the options go to `check-plan`
#   report               what the plans do and what expires when, in Markdown, short enough for a comment
#   deploy [OPTION…]     plan, check, and apply what was checked; the options go to `check-plan`
#   inventory [OPTION…]  what expires when, of every stack that is deployed; the options go to `inventory`
#   clean                remove the plans, which hold every value
#
# ALLOW names addresses whose findings are meant, with blanks or line breaks between them. Wants bash 4.4, Node, tsort, and Terraform
# or TERRAFORM_BINARY_NAME=tofu.
set -euo pipefail
umask 077
# At its finer levels Terraform logs what it sends and gets, values too.
unset TF_LOG TF_LOG_CORE TF_LOG_PROVIDER TF_LOG_PATH
export TF_IN_AUTOMATION=1

STACKS=cdktf.out/stacks

terraform_in() {
  "${TERRAFORM_BINARY_NAME:-terraform}" -chdir="$STACKS/$1" "${@:2}"
}

# What Terraform prints, without anything that looks like a key. It marks values as sensitive by itself, unless the code unmarks them.
mask() {
  sed -E 's/ory_(pat|apikey|wak)_[A-Za-z0-9_-]+/***/g'
}

keys() {
  npx --no -- cdktf-ory-api-keys "$@"
}

# Each pair of stacks of which the second reads outputs of the first; each stack with itself, too.
edges() {
  node -e '
    const stacks = Object.values(require("./cdktf.out/manifest.json").stacks);
    const names = new Map(stacks.map(({ constructPath, name }) => [constructPath, name]));
    for (const { constructPath, name, dependencies } of stacks) {
      for (const path of [constructPath, ...dependencies]) console.log(names.get(path), name);
    }'
}

# Every stack, after those whose outputs it reads.
stacks() {
  edges | tsort
}

reads_others() {
  edges | awk -v stack="$1" '$2 == stack && $1 != stack { found = 1 } END { exit !found }'
}

plan_stack() {
  { terraform_in "$1" init -input=false -no-color 2>&1 >/dev/null | mask >&2; } \
    && terraform_in "$1" plan -input=false -no-color -out=plan.tfplan "${@:2}" 2>&1 | mask \
    && terraform_in "$1" show -json plan.tfplan >"$STACKS/$1/plan.json"
}

# shellcheck disable=SC2120 # the options come from the command line
plan() {
  local all stack
  clean
  all=$(stacks)
  for stack in $all; do
    if ! plan_stack "$stack" "$@"; then
      clean "$stack"
      # What it reads may not be there before the other stack is deployed. It is planned and checked again when its turn has come.
      reads_others "$stack" || return 1
      echo "$stack" >>"$STACKS/not-planned"
      echo "warning: $stack reads outputs of other stacks and cannot be planned yet" >&2
    fi
  done
}

check() {
  local allow
  # A blank between quotes belongs to the address.
  mapfile -t allow < <(grep -oE '([^[:space:]"]|"([^"\\]|\\.)*")+' <<<"${ALLOW:-}")
  keys check-plan "${allow[@]/#/--allow=}" "$@" "$STACKS"/*/plan.json
}

deploy() {
  local all stack
  plan
  check "$@"
  all=$(stacks)
  for stack in $all; do
    if reads_others "$stack"; then # their outputs may be new
      plan_stack "$stack"
      check "$@"
    fi
    terraform_in "$stack" apply -input=false -no-color plan.tfplan 2>&1 | mask
  done
}

inventory() {
  local all stack file files=()
  all=$(stacks)
  for stack in $all; do
    file=$STACKS/$stack/inventory.json
    # The inventory alone: other outputs are values of keys.
    terraform_in "$stack" output -json | node -e '
      const { ory_api_keys: output } = JSON.parse(require("fs").readFileSync(0, "utf8"));
      if (output) console.log(JSON.stringify({ ory_api_keys: output }));' >"$file" || return 1
    if [ -s "$file" ]; then files+=("$file"); fi
  done
  if [ ${#files[@]} -eq 0 ]; then
    echo 'error: no stack that is deployed has an ApiKeyInventory; add one, and deploy' >&2
    return 1
  fi
  keys inventory "$@" "${files[@]}"
}

# A comment on GitHub may have 65,536 characters. What needs a hand stands at the top of the table, what is kept at its end.
report() {
  local text status=0
  echo '## API keys'
  echo
  text=$(check --format markdown) || status=$?
  if [ "$status" -ne 0 ] && [ "$status" -ne 3 ]; then return "$status"; fi
  awk '{ size += length($0) + 1 } size > 55000 { print "\nThe rest is left out here; the log of the check has it all."; exit } 1' <<<"$text"
  if [ -f "$STACKS/not-planned" ]; then
    printf '\nNot planned, most likely since they read outputs that are not deployed yet (the log tells); they are checked when their turn has come:\n\n'
    sed 's/.*/- `&`/' "$STACKS/not-planned"
  fi
  printf '\n### What expires when, as deployed\n\n'
  if text=$(inventory --format markdown); then
    awk 'NR == 1 { print $0 "\n" } /^```mermaid$/ { chart = 1 } chart' <<<"$text"
  else
    echo 'There is no inventory yet: no stack that is deployed has an `ApiKeyInventory`.'
  fi
}

# clean [STACK]
clean() {
  rm -f "$STACKS"/${1:-*}/{plan.tfplan,plan.json,inventory.json}
  if [ $# -eq 0 ]; then rm -f "$STACKS/not-planned"; fi
}

case "${1:-}" in
  plan | check | report | deploy | inventory | clean) "$@" ;;
  *)
    echo "usage: $0 plan|check|report|deploy|inventory|clean [OPTION…]" >&2
    exit 2
    ;;
esac

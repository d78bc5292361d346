#!/usr/bin/env bash
# Signs what a Maven repository folder holds, and uploads it to Maven Central by the Central portal.
#
#   maven-central.sh <repository folder> <name of the deployment>
#
# Takes CENTRAL_USERNAME, CENTRAL_PASSWORD (a user token of the portal), GPG_PRIVATE_KEY and GPG_PASSPHRASE from the environment, and writes
# none of them to a file, a command line or the log.
set -euo pipefail

repository=$1
name=$2

umask 077
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all || true; rm -rf "$GNUPGHOME"' EXIT
printf '%s\n' "$GPG_PRIVATE_KEY" | gpg --batch --quiet --import

# The portal wants a signature and checksums beside each file; the repository's own index files it does not take.
bundle=$PWD/$name.zip
find "$repository" -name 'maven-metadata*' -delete
find "$repository" -type f \( -name '*.jar' -o -name '*.pom' \) | while read -r file; do
  # The passphrase comes by descriptor 3: the loop reads the list by standard input.
  gpg --batch --yes --pinentry-mode loopback --passphrase-fd 3 --armor --detach-sign --output "$file.asc" "$file" \
    3< <(printf '%s' "$GPG_PASSPHRASE")
  md5sum "$file" | cut -d' ' -f1 >"$file.md5"
  sha1sum "$file" | cut -d' ' -f1 >"$file.sha1"
done
(cd "$repository" && zip --quiet --recurse-paths "$bundle" .)

# The portal checks the bundle and publishes it when it is in order; a bundle that is not stays there, with the reason.
portal() {
  local path=$1
  shift
  printf 'header = "Authorization: Bearer %s"\n' "$(printf '%s:%s' "$CENTRAL_USERNAME" "$CENTRAL_PASSWORD" | base64 --wrap=0)" |
    curl --config - --fail-with-body --silent --show-error "$@" "https://central.sonatype.com/api/v1/publisher/$path"
}
# Not tried again by itself: a second upload would be a second deployment.
deployment=$(portal "upload?publishingType=AUTOMATIC&name=$name" --form "bundle=@$bundle")
echo "deployment $deployment"

for _ in $(seq 60); do
  status=$(portal "status?id=$deployment" --request POST --retry 3)
  case $status in
    *'"PUBLISHED"'* | *'"PUBLISHING"'*)
      echo "accepted"
      exit 0
      ;;
    *'"FAILED"'*)
      echo "the portal refuses the bundle: $status" >&2
      exit 1
      ;;
  esac
  sleep 10
done
echo "the portal has not decided after ten minutes; see its deployments page" >&2
exit 1

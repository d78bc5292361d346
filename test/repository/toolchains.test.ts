import { parse } from 'yaml';
import { textOf } from './files';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly jobs: { readonly [name: string]: { readonly steps: readonly Step[] } };
}

/** An input of the step of the job "every test" that sets a toolchain up. */
function inCi(action: string, input: string): string {
  const { jobs: { test: { steps } } } = parse(textOf('.github/workflows/ci.yml')) as Workflow;
  return String(steps.find(({ uses }) => uses?.startsWith(`${action}@`))?.with?.[input]);
}

/** What a line of the dev container's file names. */
function inDevContainer(pattern: RegExp): string | undefined {
  return pattern.exec(textOf('.devcontainer/Dockerfile'))?.[1];
}

/** The Python that each release of Debian brings. */
const PYTHON_OF: Record<string, string> = { bookworm: '3.11', trixie: '3.13' };

test.each([
  ['Node', inDevContainer(/^FROM node:(\d+)-/m), inCi('actions/setup-node', 'node-version')],
  ['Python', PYTHON_OF[inDevContainer(/^FROM node:\d+-(\w+)/m)!], inCi('actions/setup-python', 'python-version')],
  ['Java', inDevContainer(/^FROM maven:[\d.]+-eclipse-temurin-(\d+) /m), inCi('actions/setup-java', 'java-version')],
  ['Terraform', inDevContainer(/^FROM hashicorp\/terraform:([\d.]+) /m), inCi('hashicorp/setup-terraform', 'terraform_version')],
  ['Go', inDevContainer(/^FROM golang:([\d.]+)-/m), /^go (\d+\.\d+)/m.exec(textOf(inCi('actions/setup-go', 'go-version-file')))?.[1]],
])('the dev container has the %s that CI tests with', (_toolchain, container, ci) => {
  expect(container).toMatch(/^\d/);
  expect(container).toBe(ci);
});

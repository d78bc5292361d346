import { Command, oneOf, parse, requireNoMore, wholeNumber } from '../../src/cli/arguments';
import { UsageError } from '../../src/cli/failure';
import { Fault, FAULT_KINDS, FAULT_STAGES } from '../console/faults';
import type { LoggedRequest } from '../console/request-log';
import { SandboxClient, URL_HELP } from './client';
import { helpOf } from './help';

/** Has requests to the Console API go wrong. */
export const fault: Command = {
  summary: 'have the next requests to the Console API go wrong',
  help: helpOf('fault --kind status|delay|drop|bad-json [options]', 'Have the next requests to the Console API go wrong.', [
    '--kind KIND       another status, a late answer, a cut connection, an answer that is no JSON',
    '--method M        only requests with this method (default: any)',
    '--path PART       only paths that contain this (default: any)',
    '--stage STAGE     "before" the change is made (default) or "after" it, when only the answer is lost',
    '--status N        400 to 599, with --kind status (default: 500)',
    '--retry-after S   seconds, with --kind status (default: no such header)',
    '--delay-ms N      wait first, with any kind; needed with --kind delay',
    '--times N         how many requests (default: 1)',
    URL_HELP,
  ]),
  async run(args, io) {
    const { values, positionals } = parse(args, {
      'kind': { type: 'string' },
      'method': { type: 'string' },
      'path': { type: 'string' },
      'stage': { type: 'string', default: 'before' },
      'status': { type: 'string' },
      'retry-after': { type: 'string' },
      'delay-ms': { type: 'string' },
      'times': { type: 'string' },
      'url': { type: 'string' },
    });
    requireNoMore(positionals);
    const request: Fault = {
      kind: oneOf('--kind', values.kind, FAULT_KINDS),
      stage: oneOf('--stage', values.stage, FAULT_STAGES),
      method: values.method,
      path: values.path,
      status: wholeNumber('--status', values.status),
      retryAfter: wholeNumber('--retry-after', values['retry-after']),
      delayMs: wholeNumber('--delay-ms', values['delay-ms']),
      times: wholeNumber('--times', values.times),
    };
    if (request.kind === 'delay' && request.delayMs === undefined) {
      throw new UsageError('--kind delay needs --delay-ms');
    }
    await SandboxClient.find(values.url).call('POST', '/faults', request);
    io.stdout.write(`the next ${request.times ?? 1} request(s) that fit will be hit\n`);
  },
};

/** Takes back the faults that have not hit yet. */
export const clearFaults: Command = {
  summary: 'take back all faults that have not hit yet',
  help: helpOf('clear-faults [options]', 'Take back all faults that have not hit yet.', [URL_HELP]),
  async run(args, io) {
    const { values, positionals } = parse(args, { url: { type: 'string' } });
    requireNoMore(positionals);
    await SandboxClient.find(values.url).call('DELETE', '/faults');
    io.stdout.write('no fault is waiting any more\n');
  },
};

/** Shows the requests to the Console API. */
export const log: Command = {
  summary: 'show the requests to the Console API so far',
  help: helpOf('log [options]', 'Show the requests to the Console API so far.', [URL_HELP]),
  async run(args, io) {
    const { values, positionals } = parse(args, { url: { type: 'string' } });
    requireNoMore(positionals);
    for (const request of await SandboxClient.find(values.url).call<LoggedRequest[]>('GET', '/log')) {
      const hit = request.fault === undefined ? '' : `  (fault: ${request.fault})`;
      io.stdout.write(`${request.at}  ${String(request.status ?? '-').padEnd(3)}  ${request.method.padEnd(6)} ${request.path}${hit}\n`);
    }
  },
};

import { RotatingProjectApiKey, RotationSchedule } from '../src';
import { newApp, newStack, onlyWarningsOf } from './support/stacks';

const every30 = RotationSchedule.every(30, { startingAt: '2030-01-01T00:00:00Z' });

describe('a schedule that begins now', () => {
  afterEach(() => void jest.useRealTimers());

  const warnings = (startingAt: string, context: string | null) => {
    const app = newApp({ 'cdktf-ory-api-keys:now': context });
    new RotatingProjectApiKey(newStack(app), 'K', { name: 'k', schedule: RotationSchedule.every(30, { startingAt }) });
    return onlyWarningsOf(app);
  };

  test('is warned of: counted from the clock it never rotates', () => {
    jest.useFakeTimers({ now: Date.parse('2030-01-01T10:20:30.400Z') });

    expect(warnings(new Date(Date.now() - 3000).toISOString(), null)).toEqual([
      'its schedule begins now, to the second: counted from the clock it begins anew at each synth, so that the key never rotates, and expires; expected an instant that is written out, such as "2030-01-01T10:20:27Z"',
    ]);
  });

  test('is warned of where it is the instant of a change', () => {
    const app = newApp({ 'cdktf-ory-api-keys:now': null });
    new RotatingProjectApiKey(newStack(app), 'K', { name: 'k', schedule: RotationSchedule.manual(3).changingTo(30, { at: new Date().toISOString() }) });

    expect(onlyWarningsOf(app)).toEqual([expect.stringContaining('its schedule begins now, to the second')]);
  });

  test('is not where it is some time from now, or the time was given', () => {
    jest.useFakeTimers({ now: Date.parse('2030-01-01T10:20:30.400Z') });

    expect([warnings('2030-01-01T10:20:00Z', null), warnings('2030-01-01T10:20:30Z', '2030-01-01T10:20:30Z')]).toEqual([[], []]);
  });
});

describe('a schedule that changes within a period', () => {
  const warnings = (at: string, now: string) => {
    const app = newApp({ 'cdktf-ory-api-keys:now': now });
    new RotatingProjectApiKey(newStack(app), 'K', { name: 'k', schedule: every30.changingTo(90, { at }) });
    return onlyWarningsOf(app);
  };

  test('is warned of until it has changed: the generation that is cut short needs a deploy, or the key that clients hold goes', () => {
    const told = 'the schedule changes within a period, so generation 2 is current from 2030-03-02T00:00:00Z to 2030-03-04T00:00:00Z alone: without a deploy in between, '
      + 'the change replaces the key that clients hold; expected a change when a period ends, at 2030-03-02T00:00:00Z or 2030-04-01T00:00:00Z';

    expect(['2030-01-05T00:00:00Z', '2030-03-03T00:00:00Z', '2030-03-04T00:00:00Z'].map((now) => warnings('2030-03-04T00:00:00Z', now))).toEqual([[told], [told], []]);
  });

  test('is not where it changes when a period ends, or after a number', () => {
    const app = newApp();
    const schedule = RotationSchedule.manual(1).changingTo(30, { at: '2030-03-04T00:00:00Z' }).changingTo(7, { at: '2030-04-03T00:00:00Z' });
    new RotatingProjectApiKey(newStack(app), 'K', { name: 'k', schedule });

    expect(onlyWarningsOf(app)).toEqual([]);
    expect(warnings('2030-03-02T00:00:00Z', '2030-01-05T00:00:00Z')).toEqual([]);
  });
});

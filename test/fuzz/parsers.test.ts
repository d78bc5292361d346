import { ApiKeyImportId, ProjectApiKey, Rfc3339, RotationAdoption, RotationSchedule } from '../../src';
import { KEY, newApp, newStack } from '../support/stacks';
import { property, ran, sample } from './support/cases';
import { evaluationsIn } from './support/oracle';
import { attempt } from './support/refusal';
import { HOSTILE, nearlyAddresses, nearlyIds, nearlyInstants } from './support/texts';

const NORMAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const ADDRESS = /^ory_project_api_key\.[^.[\]"\n\0]+(?:\["[^"\\\n\0]+"\])?$/;
/** Ids with something in them, the first of which begins no address with a digit. */
const PATH = /^(?![^\w/-]*[\d-])[^/\n\0]+(?:\/[^/\n\0]+)*$/;

function ensure(holds: boolean, what: string, text: string): void {
  if (!holds) {
    throw new Error(`${what}: ${JSON.stringify(text.slice(0, 300))}`);
  }
}

describe('Rfc3339', () => {
  test('takes a text to a normal instant that is no later, or refuses it', () => {
    property(24_000, nearlyInstants, (text) => {
      const normal = attempt(text, () => Rfc3339.normalize(text));
      ensure((normal !== undefined) === Rfc3339.isValid(text), 'isValid and normalize differ', text);
      if (normal !== undefined) {
        ensure(NORMAL.test(normal) && Rfc3339.normalize(normal) === normal, `gave ${normal}`, text);
        const meant = Date.parse(text.toUpperCase());
        ensure(Number.isNaN(meant) || (Date.parse(normal) <= meant && meant - Date.parse(normal) < 1000), `gave ${normal}`, text);
      }
    }, HOSTILE);
  });
});

describe('ApiKeyImportId', () => {
  test('reads an id back as it wrote it, or refuses it', () => {
    property(14_000, nearlyIds, (text) => {
      const parsed = attempt(text, () => ApiKeyImportId.parse(text));
      if (parsed) {
        ensure(parsed.id === text, `gave ${parsed.id}`, text);
        [parsed.keyId, parsed.ownerId ?? parsed.keyId].forEach((part) => ensure(UUID.test(part) || evaluationsIn(part) > 0, `took ${part}`, text));
      }
    }, HOSTILE);
  });

  test('joins ids, or refuses them', () => {
    property(10_000, nearlyIds, (text) => {
      const ids = [
        attempt(text, () => ApiKeyImportId.project(text)?.keyId), attempt(text, () => ApiKeyImportId.project(KEY, text).ownerId),
        attempt(text, () => ApiKeyImportId.workspace(text, KEY).keyId), attempt(text, () => ApiKeyImportId.workspace(KEY, text).ownerId),
      ];
      const good = UUID.test(text) || evaluationsIn(text) > 0;
      ids.filter((id) => id !== undefined).forEach((id) => ensure(id === text && good, `gave ${id}`, text));
    }, HOSTILE);
  });
});

describe('rotation', () => {
  test('takes an instant to start at, or refuses it', () => {
    property(5000, nearlyInstants, (text) => {
      const schedule = attempt(text, () => RotationSchedule.every(30, { startingAt: text, graceDays: 1 }));
      ensure(schedule === undefined || Rfc3339.isValid(text), 'took', text);
    }, HOSTILE);
  });

  test('takes an address or an id to adopt, or refuses it', () => {
    property(5000, nearlyAddresses(), (text) => {
      const adoption = attempt(text, () => RotationAdoption.moveFrom(text));
      ensure(adoption === undefined || ADDRESS.test(text) || (PATH.test(text) && evaluationsIn(text) === 0), 'took', text);
      attempt(text, () => RotationAdoption.importKey(text));
      attempt(text, () => RotationAdoption.importKey(KEY, text));
    }, HOSTILE);
  });
});

test('the time in the app context is an instant, or refused', () => {
  for (const text of [...HOSTILE, ...sample(1500, nearlyInstants)]) {
    const key = attempt(text, () => {
      const stack = newStack(newApp({ 'cdktf-ory-api-keys:now': text }));
      return new ProjectApiKey(stack, 'Key', { name: 'n', expiresAt: '2030-12-31T23:59:59Z' });
    });
    ensure((key !== undefined) === Rfc3339.isValid(text), 'took or refused', text);
    ran();
  }
});

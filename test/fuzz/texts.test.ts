import { FuzzApp } from './support/app';
import { ran, sample } from './support/cases';
import { isEvaluated, evaluationsIn } from './support/oracle';
import { attempt } from './support/refusal';
import { Target, TARGETS } from './support/targets';
import { HOSTILE } from './support/texts';

/** Constructs of one app; synth costs more for each alone. */
const BATCH = 400;

interface Made { readonly id: string; readonly text: string; readonly made: unknown }

/** Gives the texts to a target, each in a construct of its own, and checks what synth makes of them. Returns how many were accepted. */
function tryAll(target: Target, texts: readonly string[]): number {
  const fuzz = new FuzzApp();
  const accepted: Made[] = [];
  texts.forEach((text, index) => {
    const id = `K${index}`;
    const made = attempt(text, () => target.make(fuzz.stack, id, text));
    if (made === undefined) {
      fuzz.stack.node.tryRemoveChild(id); // whoever catches the error would do so
    } else {
      accepted.push({ id, text, made });
    }
  });
  const synthesized = fuzz.synth();
  for (const { id, text, made } of accepted) {
    const expected = target.expected?.(text) ?? text;
    const written = target.read(synthesized, id, made);
    const same = written === expected || target.name.endsWith('tracking');
    // A token stands for what it resolves to.
    if (!same && !(text.includes('TfToken[') && (isEvaluated(text) || text.includes('&{')))) {
      throw new Error(`${JSON.stringify(text.slice(0, 300))} was written as ${JSON.stringify(written)?.slice(0, 300)}`);
    }
    if (!isEvaluated(text) && evaluationsIn(expected) > 0) {
      throw new Error(`${JSON.stringify(text)} is evaluated as ${expected}`);
    }
  }
  fuzz.remove();
  return accepted.length;
}

/** The same, but where synth fails, finds the text that it fails over. */
function tryBatch(target: Target, texts: readonly string[]): number {
  try {
    return tryAll(target, texts);
  } catch (error) {
    for (const text of texts.length > 1 ? texts : []) {
      try {
        tryAll(target, [text]);
      } catch (cause) {
        throw new Error(`${target.name} = ${JSON.stringify(text.slice(0, 300))}: ${(cause as Error).message}`, { cause });
      }
    }
    throw error;
  }
}

describe('a hostile text is refused with a validation error or written as it is', () => {
  test.each(TARGETS.map((target) => [target.name, target] as const))('given to %s', (_, target) => {
    const random = sample(570, target.texts);
    const texts = [...HOSTILE, ...random].filter((text) => !target.without?.test(text));
    const distinct = target.unique ? [...new Set(texts)] : texts;
    for (let at = 0; at < distinct.length; at += BATCH) {
      const batch = distinct.slice(at, at + BATCH);
      tryBatch(target, batch);
      ran(batch.length);
    }
  });
});

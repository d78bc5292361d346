import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { JSDOM } from 'jsdom';

/** What Mermaid has read of a Gantt chart. */
export interface Gantt {
  readonly sections: readonly string[];
  readonly tasks: readonly Task[];
}

interface Task {
  readonly section: string;
  readonly task: string;
  readonly startTime: Date;
  readonly endTime: Date;
  readonly crit: boolean;
  readonly active: boolean;
}

interface Diagram {
  readonly type: string;
  readonly db: { getSections(): string[]; getTasks(): Task[] };
}

interface Mermaid {
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<Diagram> };
  parse(text: string): Promise<unknown>;
}

let mermaid: Mermaid | undefined;

/** Reads a chart with Mermaid itself, as browsers do. Rejects where it is no Gantt chart that Mermaid takes. */
export async function readGantt(text: string): Promise<Gantt> {
  mermaid ??= load();
  await mermaid.parse(text);
  const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  if (type !== 'gantt') {
    throw new Error(`it is a diagram of type ${type}`);
  }
  return { sections: db.getSections(), tasks: db.getTasks().map((task) => ({ ...task, task: task.task.trimEnd() })) };
}

/** The build for browsers, in a browser's world: the package is an ES module that needs one. */
function load(): Mermaid {
  const dom = new JSDOM('', { runScripts: 'outside-only', pretendToBeVisual: true });
  new Script(readFileSync(require.resolve('mermaid/dist/mermaid.min.js'), 'utf8')).runInContext(dom.getInternalVMContext());
  return (dom.window as unknown as { readonly mermaid: Mermaid }).mermaid;
}

import { IConstruct } from 'constructs';

/** The app; `node.root` would list every scope on the way, for each of many keys. */
export function rootOf(scope: IConstruct): IConstruct {
  let root = scope;
  while (root.node.scope) {
    root = root.node.scope;
  }
  return root;
}

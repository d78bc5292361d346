import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { BRIEF_JAVA, maven, mavenEnv, WORK } from '../../scripts/tools';
import { Adapter } from './adapter';

export const java: Adapter = {
  name: 'java',
  package: 'java',
  tools: [['java', '-version'], ['mvn', '--version']],

  async install(flavour: Flavour, dir: string): Promise<void> {
    fs.mkdirSync(path.join(dir, '.mvn'), { recursive: true });
    fs.writeFileSync(path.join(dir, '.mvn', 'maven.config'), [`-Dmaven.repo.local=${path.join(WORK, 'm2')}`, `-Dwork=${WORK}`, ''].join('\n'));
    // A jar of the same version from an earlier build would be taken from here.
    fs.rmSync(path.join(WORK, 'm2', ...flavour.mavenGroup.split('.'), flavour.mavenArtifact), { recursive: true, force: true });
    await maven(['compile', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath'], dir);
  },

  environment: () => mavenEnv(),

  async conformance(dir: string) {
    const classpath = fs.readFileSync(path.join(dir, 'target', 'classpath'), 'utf8').trim();
    return { command: 'java', args: [...BRIEF_JAVA, '-cp', `${path.join(dir, 'target', 'classes')}${path.delimiter}${classpath}`, 'conformance.Main'] };
  },
};

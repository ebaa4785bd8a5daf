import { explainIssue } from './explain-issue';
import { lineOfKeys, pathName, valueAt } from './locate';
import { checkOrder } from './order-rules';
import { ProgrammeError, type Fault } from './problem';
import { readYaml, type YamlFile } from './read-yaml';
import { programmeSchema, type Programme } from './schema';
import { readSources, type Sources } from './sources';

/** A programme and, for every value of its file, where the value comes from. */
export interface ParsedProgramme {
  readonly programme: Programme;
  readonly sources: Sources;
}

function throwFaults(file: YamlFile, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const problems = faults.map(({ line, keys, message }) => ({
    file: file.file,
    path: pathName(file, keys),
    line: line ?? lineOfKeys(file, keys),
    message,
  }));
  throw new ProgrammeError(problems.sort((a, b) => a.line - b.line));
}

/**
 * Reads a programme file. Throws ProgrammeError with every problem at once, except that order is looked at only
 * when the values can be read, and values only when the file can.
 */
export function parseProgramme(text: string, file: string): ParsedProgramme {
  const yaml = readYaml(text, file);
  const { sources, faults } = readSources(yaml);
  const read = programmeSchema.safeParse(yaml.document.toJS());
  if (!read.success) {
    const wrong = read.error.issues.flatMap((issue) =>
      explainIssue(programmeSchema, issue, (keys) => valueAt(yaml, keys)),
    );
    throwFaults(yaml, [...wrong, ...faults]);
    throw new Error('zod refused a programme without naming an issue');
  }
  throwFaults(yaml, [...checkOrder(read.data), ...faults]);
  return { programme: read.data, sources };
}

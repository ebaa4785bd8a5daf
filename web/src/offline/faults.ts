import type { Report, TakenCase } from './model';

/** What is still missing before a report can go. The id of each is that of the part of the form it is about. */
export interface Fault {
  readonly part: 'visitedOn' | 'checkList' | 'progress' | 'findings' | 'result' | 'opinion' | 'signedBy';
  readonly key:
    | 'visitedOn'
    | 'beforeWorks'
    | 'checkList'
    | 'noteNeeded'
    | 'percent'
    | 'findings'
    | 'result'
    | 'failedNeeds'
    | 'passedBut'
    | 'opinion'
    | 'signedBy';
  readonly count?: number;
  /** That on which the works began. */
  readonly day?: string;
}

const isPercent = (typed: string): boolean => {
  const number = Number(typed);
  return typed.trim() === '' || (Number.isFinite(number) && number >= 0 && number <= 100);
};

/** Looks before it is kept as finished, because in a stairwell no server answers. The server looks again. */
export function faultsOf(
  { form }: Report,
  { checkList, worksBeganOn = null }: Pick<TakenCase, 'checkList' | 'worksBeganOn'>,
): Fault[] {
  const answers = Object.values(form.answers);
  const unanswered = checkList.filter(({ value }) => form.answers[value] === undefined).length;
  const bad = answers.filter(({ answer }) => answer === 'no');
  const findings = form.findings;
  const found: (Fault | false)[] = [
    form.visitedOn === '' && { part: 'visitedOn', key: 'visitedOn' },
    form.visitedOn !== '' &&
      worksBeganOn !== null &&
      form.visitedOn < worksBeganOn && { part: 'visitedOn', key: 'beforeWorks', day: worksBeganOn },
    unanswered > 0 && { part: 'checkList', key: 'checkList', count: unanswered },
    bad.some(({ note }) => note.trim() === '') && { part: 'checkList', key: 'noteNeeded' },
    !(isPercent(form.percentDone) && isPercent(form.percentPlanned)) && { part: 'progress', key: 'percent' },
    findings.some(({ kind, text }) => kind === '' || text.trim() === '') && {
      ...{ part: 'findings', key: 'findings' },
    },
    form.result === '' && { part: 'result', key: 'result' },
    form.result === 'failed' && findings.length === 0 && { part: 'findings', key: 'failedNeeds' },
    form.result === 'passed' &&
      (bad.length > 0 || findings.length > 0) && { part: 'result', key: 'passedBut' },
    form.opinion.trim() === '' && { part: 'opinion', key: 'opinion' },
    form.signedBy.trim() === '' && { part: 'signedBy', key: 'signedBy' },
  ];
  return found.filter((fault) => fault !== false);
}

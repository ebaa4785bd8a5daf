import { edit, fixtureText, messagesOf } from './programme-files';

const EIGHTH = fixtureText('eighth');
const SMALL = fixtureText('small');

/** Takes a stage, from its id to the next, out of the text. */
function cut(text: string, id: string): { rest: string; stage: string } {
  const start = text.indexOf(`  - id: ${id} `);
  if (start < 0) throw new Error(`no stage ${id}`);
  const next = text.indexOf('\n  - id: ', start + 1);
  const end = next < 0 ? text.length : next + 1;
  return { rest: text.slice(0, start) + text.slice(end), stage: text.slice(start, end) };
}

function without(text: string, id: string): string {
  return cut(text, id).rest;
}

function moveBefore(text: string, id: string, before: string): string {
  const { rest, stage } = cut(text, id);
  return edit(rest, `  - id: ${before} `, `${stage.trimEnd()}\n  - id: ${before} `);
}

describe('the rules of order that hold in every city', () => {
  test('the texts that the cases below break are sound', () => {
    expect([...messagesOf(EIGHTH), ...messagesOf(SMALL)]).toEqual([]);
  });

  test.each([
    [
      'count before notice',
      moveBefore(EIGHTH, 'notice', 'ballot'),
      'stages.notice: stands before "ballot", but the count comes before the notice',
    ],
    [
      'count before approval',
      moveBefore(without(EIGHTH, 'notice'), 'decide', 'ballot'),
      'stages.decide: stands before "ballot", but the count comes before the approval',
    ],
    [
      'notice before approval',
      moveBefore(EIGHTH, 'decide', 'notice'),
      'stages.decide: stands before "notice", but the notice ends before the approval',
    ],
    [
      'approval before payment',
      moveBefore(EIGHTH, 'advance', 'decide'),
      'stages.advance: stands before "decide", but the approval comes before the payment',
    ],
    [
      'approval before works',
      moveBefore(EIGHTH, 'do', 'decide'),
      'stages.do: stands before "decide", but a PROJECT is approved before it is carried out',
    ],
    [
      'acceptance after works',
      moveBefore(EIGHTH, 'look', 'do'),
      'stages.look: stands before "do", but there is nothing to accept before the works',
    ],
    [
      'survey after works',
      moveBefore(EIGHTH, 'ask', 'do'),
      'stages.ask: stands before "do", but people are asked after the works',
    ],
    [
      'settlement after acceptance',
      moveBefore(EIGHTH, 'books', 'look'),
      'stages.books: stands before "look", but the works are accepted before the accounts are settled',
    ],
    [
      'settlement after payment',
      moveBefore(EIGHTH, 'books', 'advance'),
      'stages.books: stands before "advance", but the money is paid before the accounts are settled',
    ],
    [
      'settlement needs acceptance',
      without(EIGHTH, 'look'),
      'stages.books: is of kind settle, which needs a stage of kind inspect for a PROJECT, grade pressing',
    ],
    [
      'settlement needs payment',
      without(EIGHTH, 'advance'),
      'stages.books: is of kind settle, which needs a stage of kind fund for a PROJECT, grade pressing',
    ],
    [
      'a project needs an approval',
      without(EIGHTH, 'decide'),
      'stages.do: no stage of kind approve comes before it for a PROJECT, grade pressing; a PROJECT needs one',
    ],
    [
      'a matter has no money',
      edit(EIGHTH, '    limit: 7 workday\n    only: { kind: [PROJECT] }\n', '    limit: 7 workday\n'),
      'stages.advance: a MATTER has no money; expected "only: { kind: [PROJECT] }"',
    ],
    [
      'acceptance comes first',
      moveBefore(SMALL, 'handle', 'accept'),
      'stages.handle.kind: is the first stage for a MATTER; expected kind accept',
    ],
    [
      'an acceptance is needed',
      without(SMALL, 'accept'),
      'stages.handle: has no stage of kind accept for a MATTER',
    ],
    [
      'closing comes last',
      moveBefore(SMALL, 'close', 'handle'),
      'stages.handle.kind: is the last stage for a MATTER; expected kind close',
    ],
    [
      'a closing is needed',
      without(SMALL, 'close'),
      'stages.handle: has no stage of kind close for a MATTER',
    ],
    [
      'one acceptance only',
      edit(SMALL, 'kind: implement', 'kind: accept'),
      'stages.handle: is a second stage of kind accept for a MATTER; expected one',
    ],
    [
      'one closing only',
      edit(SMALL, 'kind: implement', 'kind: close'),
      'stages.close: is a second stage of kind close for a MATTER; expected one',
    ],
    [
      'a path of one grade without acceptance',
      edit(EIGHTH, '    kind: accept\n', '    kind: accept\n    only: { grade: [ordinary] }\n'),
      'stages.first-look: has no stage of kind accept for a PROJECT, grade pressing',
    ],
    [
      'a survey needs works',
      edit(EIGHTH, '    limit: 2 month\n', '    limit: 2 month\n    only: { kind: [PROJECT] }\n'),
      'stages.ask: is of kind survey, which needs a stage of kind implement for a MATTER, grade pressing',
    ],
    [
      'a stage nobody reaches',
      edit(
        EIGHTH,
        'only: { kind: [PROJECT], grade: [ordinary] }\n    except: { track: [small] }',
        'only: { track: [small] }\n    except: { track: [small] }',
      ),
      'stages.ballot: no case can ever reach this stage; look at "only" and "except"',
    ],
  ])('%s', (_rule, text, message) => {
    expect(messagesOf(text)).toContain(message);
  });

  test('a stage left out on a track cannot be counted from on that track', () => {
    const text = edit(
      EIGHTH,
      '    limit: 5 workday\n',
      '    limit: 5 workday\n    counted-from: both-houses\n',
    );
    const later = edit(
      edit(text, '    counted-from: both-houses\n', ''),
      '    limit: 2 workday\n',
      '    limit: 2 workday\n    counted-from: both-houses\n',
    );
    expect(messagesOf(later)).toEqual([
      'stages.decide.counted-from: counts from "both-houses", which is not passed for a PROJECT, grade pressing',
    ]);
  });

  test('a review behind another one opens by itself and waits for nobody', () => {
    const second = `  - id: second-look # doc: 4
    kind: review
    name: { zh: 复审, en: Second look }
    owner: leader@street
    open-within: 1 workday
`;
    const message =
      'stages.second-look.open-within: follows another review and opens by itself; expected no such key';
    const after = (text: string, stage: string): string =>
      edit(text, `  - id: ${stage} `, `${second}  - id: ${stage} `);
    expect(messagesOf(after(EIGHTH, 'both-houses'))).toEqual([message]);
    // On some paths it comes behind the meetings, and is opened there.
    expect(messagesOf(after(EIGHTH, 'ballot'))).toEqual([]);
  });

  test('a time to wait on a track or for a grade that never comes to the stage counts for nobody', () => {
    const owner = '    owner: secretary@community\n    except: { track: [small], grade: [pressing] }\n';
    const waits = `    open-within: 2 workday
    open-within-on-track: { small: 1 hour }
    open-within-on-grade: { ordinary: 1 workday, pressing: 1 hour }
`;
    expect(messagesOf(edit(EIGHTH, owner, `${owner}${waits}`))).toEqual([
      'stages.both-houses.open-within-on-track: no case of track "small" passes this stage',
      'stages.both-houses.open-within-on-grade: no case of grade "pressing" passes this stage',
    ]);
  });

  test('a fault on many paths is told once', () => {
    expect(messagesOf(without(EIGHTH, 'decide'))).toHaveLength(1);
  });
});

import { ProgrammeError } from '../../../../domain/programme/problem';
import { edit, fixtureText, messagesOf, problemsOf } from './programme-files';

const SMALL = fixtureText('small');
const EIGHTH = fixtureText('eighth');

describe('values that cannot be used', () => {
  test.each([
    [
      'an unknown key',
      edit(SMALL, '    limit: 1 month', '    limt: 1 month'),
      'stages.handle.limt: unknown key – did you mean "limit"?',
    ],
    [
      'an unknown key of another kind of stage',
      edit(SMALL, '    limit: 1 month', '    papers: []'),
      /^stages\.handle\.papers: unknown key; expected id, name, owner, /,
    ],
    [
      'an unknown key at the top',
      edit(SMALL, 'kinds: [MATTER]', 'kinds: [MATTER] # doc: 1\nsatges: 3'),
      'satges: unknown key – did you mean "stages"?',
    ],
    [
      'an unknown key in a body',
      edit(EIGHTH, 'quorum: at-least 1/2', 'quorums: at-least 1/2'),
      'stages.both-houses.bodies.households.quorums: unknown key – did you mean "quorum"?',
    ],
    [
      'an unknown kind of stage',
      edit(SMALL, 'kind: implement', 'kind: implment'),
      /^stages\.handle\.kind: expected one of accept, .*, close, found "implment" – did you mean "implement"\?$/,
    ],
    [
      'a missing kind of stage',
      edit(SMALL, '    kind: implement\n', ''),
      /^stages\.handle\.kind: is missing; expected one of accept, /,
    ],
    [
      'a missing name',
      edit(SMALL, '    name: { zh: 办理, en: Handling }\n', ''),
      'stages.handle.name: is missing; expected both languages, { zh: …, en: … }',
    ],
    [
      'one language only',
      edit(SMALL, '{ zh: 办理, en: Handling }', '{ zh: 办理 }'),
      'stages.handle.name.en: is missing; expected text',
    ],
    [
      'an unknown role',
      edit(SMALL, 'owner: officer@community', 'owner: chief@community'),
      /^stages\.accept\.owner: expected role@level, .*found "chief@community"$/,
    ],
    [
      'an unknown level',
      edit(SMALL, 'owner: officer@community', 'owner: officer@town'),
      /^stages\.accept\.owner: expected role@level, .*found "officer@town"$/,
    ],
    [
      'two levels',
      edit(SMALL, 'owner: officer@community', 'owner: officer@community@city'),
      /^stages\.accept\.owner: expected role@level/,
    ],
    [
      'a day that does not exist',
      edit(SMALL, '2026-01-01', '2026-02-30'),
      'effective-from: expected a day that exists, as 2026-03-04, found "2026-02-30"',
    ],
    [
      'an empty list',
      edit(SMALL, 'kinds: [MATTER]', 'kinds: []'),
      'kinds: expected it not to be empty, found a list',
    ],
    [
      'text for a truth',
      edit(SMALL, 'merge-allowed: true', 'merge-allowed: yes'),
      'merge-allowed: expected true or false, found "yes"',
    ],
    [
      'a share above one',
      edit(EIGHTH, 'at-least 3/4', 'at-least 5/4'),
      'stages.both-houses.bodies.elders.quorum: expected a share such as "at-least 2/3" or "more-than 1/2", found "at-least 5/4"',
    ],
    [
      'a share nobody can reach',
      edit(EIGHTH, 'at-least 3/4', 'more-than 4/4'),
      /bodies\.elders\.quorum: expected a share/,
    ],
    [
      'a share anybody reaches',
      edit(EIGHTH, 'at-least 3/4', 'at-least 0/4'),
      /bodies\.elders\.quorum: expected a share/,
    ],
    [
      'a negative amount',
      edit(EIGHTH, 'amount: 60000', 'amount: -1'),
      'caps.0.amount: expected at least 0, found -1',
    ],
    [
      'a fraction of a yuan',
      edit(EIGHTH, 'amount: 60000', 'amount: 1.5'),
      'caps.0.amount: expected whole yuan, found 1.5',
    ],
    [
      'a huge amount',
      edit(EIGHTH, 'amount: 60000', 'amount: 1e12'),
      'caps.0.amount: expected at most 1000000000, found 1000000000000',
    ],
    [
      'a condition that is no condition',
      edit(EIGHTH, 'budget-below: 5000', 'cheap: true'),
      'tracks.small.any.0: expected one of { budget-below: … }, { urgent: … }, each with its own kind of value',
    ],
    [
      'a track with a bad name',
      edit(EIGHTH, '  small: {', '  Small: {'),
      'tracks.Small: expected a short name of a-z, 0-9 and "-" as key',
    ],
    [
      'an id with capitals',
      edit(SMALL, '- id: handle', '- id: Handle'),
      /^stages\.Handle\.id: expected a short name/,
    ],
    [
      'a moment that no rung knows',
      edit(EIGHTH, 'at: 33%, to: [owner], channels', 'at: 1 week before, to: [owner], channels'),
      'ladders.long.rungs.third.at: expected "50%", "1 workday before", "last day", "due", "3 workday after" or "2 hour after" the limit, found "1 week before"',
    ],
    [
      'a share of nothing',
      edit(EIGHTH, 'at: 33%, to: [owner] }', 'at: 0%, to: [owner] }'),
      /short\.rungs\.third\.at: expected "50%"/,
    ],
    [
      'a share of all',
      edit(EIGHTH, 'at: 33%, to: [owner] }', 'at: 100%, to: [owner] }'),
      /short\.rungs\.third\.at: expected "50%"/,
    ],
    [
      'hours before',
      edit(EIGHTH, 'at: 1 hour after', 'at: 1 hour before'),
      /short\.rungs\.late\.at: expected "50%"/,
    ],
    [
      'no working days',
      edit(EIGHTH, 'at: 5 workday after', 'at: 0 workday after'),
      /long\.rungs\.late-5\.at: expected "50%"/,
    ],
    [
      'a rung that tells nobody',
      edit(EIGHTH, 'to: [owner, street]', 'to: []'),
      'ladders.quick.rungs.late.to: expected it not to be empty, found a list',
    ],
    [
      'a rung without recipients',
      edit(EIGHTH, 'at: 2 hour after, to: [owner, street]', 'at: 2 hour after'),
      'ladders.quick.rungs.late.to: is missing; expected a list',
    ],
    [
      'an unknown relation',
      edit(EIGHTH, '[owner, street]', '[owner, boss]'),
      'ladders.quick.rungs.late.to.1: expected one of owner, deputy, head, above, street, bureau, supervising-leader, found "boss"',
    ],
    [
      'an unknown channel',
      edit(EIGHTH, 'channels: [mail]', 'channels: [email]'),
      'ladders.long.rungs.third.channels.0: expected one of wecom, dingtalk, mail, sms, webhook, found "email" – did you mean "mail"?',
    ],
    [
      'an answer in days',
      edit(EIGHTH, 'acknowledge-within: 1 hour', 'acknowledge-within: 1 workday'),
      'ladders.short.rungs.late.acknowledge-within: expected working hours, e.g. "4 hour", found "1 workday"',
    ],
    [
      'a repeat in weeks',
      edit(EIGHTH, 'again-every: 3 workday', 'again-every: 1 week'),
      'ladders.long.rungs.late-5.again-every: expected working days, e.g. "5 workday", found "1 week"',
    ],
    [
      'an unknown key of a rung',
      edit(EIGHTH, 'channels: [mail]', 'chanels: [mail]'),
      'ladders.long.rungs.third.chanels: unknown key – did you mean "channels"?',
    ],
    [
      'an unknown key of a ladder',
      edit(
        EIGHTH,
        '    rungs:\n      - { id: late, at: 2',
        '    steps: 1\n    rungs:\n      - { id: late, at: 2',
      ),
      'ladders.quick.steps: unknown key; expected id, name, rungs',
    ],
    [
      'a ladder without rungs',
      edit(EIGHTH, '      - { id: late, at: 2 hour after, to: [owner, street] }\n', ''),
      /^ladders\.quick\.rungs: .*expected a list/,
    ],
    [
      'an approver who is no post',
      edit(EIGHTH, 'pause: { by: head }', 'pause: { by: boss }'),
      /^deadlines\.pause\.by: expected "head" \(the head of whoever owns the limit\), or role@level, .*found "boss"$/,
    ],
    [
      'extensions without end',
      edit(EIGHTH, 'times: 2', 'times: 99'),
      'deadlines.extend.times: expected at most 10, found 99',
    ],
    [
      'an unknown way to move a limit',
      edit(EIGHTH, 'pause: { by: head }', 'stop: { by: head }'),
      'deadlines.stop: unknown key; expected extend, shorten, pause',
    ],
    ['a list instead of a programme', '- a # doc: 1\n', ': expected a map of keys and values, found a list'],
  ])('%s', (_what, text, message) => {
    expect(messagesOf(text)).toContainEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  test('every problem is told at once, in the order of the file, with its line', () => {
    const text = edit(
      edit(edit(SMALL, 'kinds: [MATTER]', 'kinds: [THING]'), 'limit: 3 workday', 'limit: 3 moons'),
      '    owner: officer@community\n    limit: 2 workday',
      '    limit: 2 workday',
    );
    expect(problemsOf(text, 'programmes/small.yaml')).toEqual([
      {
        file: 'programmes/small.yaml',
        path: 'kinds.0',
        line: 6,
        message: 'expected one of PROJECT, MATTER, found "THING"',
      },
      {
        file: 'programmes/small.yaml',
        path: 'stages.accept.limit',
        line: 15,
        message: expect.stringMatching(/found "3 moons"$/),
      },
      {
        file: 'programmes/small.yaml',
        path: 'stages.close.owner',
        line: 21,
        message: expect.stringMatching(/^is missing; expected role@level/),
      },
    ]);
  });

  test('the error reads as file:line path: message', () => {
    const [problem] = problemsOf(edit(SMALL, 'limit: 1 month', 'limit: 10'), 'x.yaml');
    expect(problem && new ProgrammeError([problem]).message).toBe(
      'x.yaml:20 stages.handle.limit: expected a limit like "10 workday", "3 day", "1 week", "1 month" or "2 hour", found 10',
    );
  });
});

describe('the bad files kept beside the tests', () => {
  test.each([
    ['bad-loop', /stages\.accept\.counted-from: counts from "handle", which comes later, a loop/],
    ['bad-owner-missing', /stages\.handle\.owner: is missing/],
    ['bad-tabs', /found a tab/],
    ['bad-alias-bomb', /found the anchor &a0/],
    ['bad-units', /stages\.accept\.limit: expected a limit like .*found "3 wokday"/],
    ['bad-source', /rule ZJ99 is not one of the rules/],
    ['bad-order', /a PROJECT needs one/],
  ])('%s is refused', (name, message) => {
    expect(messagesOf(fixtureText(name)).join('\n')).toMatch(message);
  });
});

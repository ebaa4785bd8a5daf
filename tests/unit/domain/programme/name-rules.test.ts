import { edit, fixtureText, messagesOf, readShipped } from './programme-files';
import { checkOrder } from '../../../../domain/programme/order-rules';

const EIGHTH = fixtureText('eighth');
const SMALL = fixtureText('small');

describe('names that are given and used', () => {
  test.each([
    [
      'a stage twice',
      edit(SMALL, '- id: handle', '- id: accept'),
      'stages.accept: "accept" stands twice in stages; expected every id once',
    ],
    [
      'a body twice',
      edit(EIGHTH, 'id: elders', 'id: households'),
      'stages.both-houses.bodies.households: "households" stands twice in stages.2.bodies; expected every id once',
    ],
    [
      'a kind twice',
      edit(SMALL, 'kinds: [MATTER]', 'kinds: [MATTER, MATTER]'),
      'kinds.1: "MATTER" stands twice in kinds; expected every id once',
    ],
    [
      'an unknown track',
      edit(
        EIGHTH,
        'except: { track: [small], grade: [pressing] }',
        'except: { track: [smal], grade: [pressing] }',
      ),
      'stages.both-houses.except.track: "smal" is not a track of this programme – did you mean "small"?',
    ],
    [
      'an unknown grade',
      edit(EIGHTH, 'grade: [ordinary]', 'grade: [purple]'),
      'stages.ballot.only.grade: "purple" is not a grade of this programme; expected pressing, ordinary',
    ],
    [
      'an unknown kind',
      edit(SMALL, 'limit: 1 month', 'limit: 1 month\n    only: { kind: [PROJECT] }'),
      'stages.handle.only.kind: "PROJECT" is not a kind of this programme; expected MATTER',
    ],
    [
      'a limit on an unknown track',
      edit(EIGHTH, 'limit-on-track: { small: 4 hour }', 'limit-on-track: { large: 4 hour }'),
      'stages.first-look.limit-on-track: "large" is not a track of this programme; expected small',
    ],
    [
      'unknown evidence',
      edit(EIGHTH, 'evidence: [minutes]', 'evidence: [minute]'),
      'stages.both-houses.evidence: "minute" is not a document of this programme – did you mean "minutes"?',
    ],
    [
      'counting from nothing',
      edit(EIGHTH, 'counted-from: desk', 'counted-from: dusk'),
      'stages.first-look.counted-from: "dusk" is not a stage of this programme – did you mean "desk"?',
    ],
    [
      'counting from itself',
      edit(EIGHTH, 'counted-from: desk', 'counted-from: first-look'),
      'stages.first-look.counted-from: counts from itself, a loop; expected an earlier stage',
    ],
    [
      'counting from later',
      edit(EIGHTH, 'counted-from: desk', 'counted-from: decide'),
      'stages.first-look.counted-from: counts from "decide", which comes later, a loop; expected an earlier stage',
    ],
    [
      'counting without a limit',
      edit(EIGHTH, '    limit: 3 workday\n', ''),
      'stages.first-look.counted-from: counts from a stage but has no limit; expected "limit"',
    ],
    [
      'a notice counted from elsewhere',
      edit(EIGHTH, '    limit: 5 workday\n', '    limit: 5 workday\n    counted-from: desk\n'),
      'stages.notice.counted-from: a notice runs from its own opening; expected no "counted-from"',
    ],
    [
      'a notice without a limit',
      edit(EIGHTH, '    limit: 5 workday\n', ''),
      'stages.notice: a notice needs a limit: how long it hangs; expected e.g. "limit: 3 day"',
    ],
    [
      'a grade without a clock',
      edit(EIGHTH, 'en: Pressing }, limit: 20 workday', 'en: Pressing }'),
      'grades.pressing: a grade needs "limit" or "follow-up-every"',
    ],
    [
      'nobody answers for grades',
      edit(EIGHTH, 'grade-owner: officer@street', '# nobody'),
      'grades: somebody must answer for the grades; expected "grade-owner" beside them',
    ],
    [
      'the builder accepts the works',
      edit(EIGHTH, 'owner: inspector@street', 'owner: implementer@unit'),
      'stages.look.owner: the same post carries the works out; expected another one to accept them',
    ],
    [
      'a budget without money',
      edit(SMALL, 'stages:\n', 'tracks: { small: { any: [{ budget-below: 10 }] } } # doc: 1\nstages:\n'),
      'tracks.small: a programme of MATTERs has no budget; expected { urgent: true }',
    ],
    [
      'a cap without money',
      edit(SMALL, 'stages:\n', 'caps: [{ per: project, amount: 10, soft: true }] # doc: 1\nstages:\n'),
      'caps: a programme of MATTERs has no money to cap',
    ],
    [
      'a cap twice',
      edit(
        EIGHTH,
        '  - { per: project, amount: 60000, soft: false }',
        '  - { per: project, amount: 1, soft: false } # doc: 5\n  - { per: project, amount: 60000, soft: false }',
      ),
      'caps.1: "project" stands twice in caps; expected every id once',
    ],
    [
      'a spot check of nothing paid',
      edit(
        SMALL,
        'stages:\n',
        'supervision: { spot-check: { every: year, frame: paid-this-year, owner: inspector@city } } # doc: 1\nstages:\n',
      ),
      'supervision.spot-check.frame: draws from paid projects, but no stage is of kind fund',
    ],
    [
      'a ladder twice',
      edit(EIGHTH, '- id: short', '- id: long'),
      'ladders.long: "long" stands twice in ladders; expected every id once',
    ],
    [
      'a rung twice',
      edit(EIGHTH, '{ id: late-5,', '{ id: late,'),
      'ladders.long.rungs.late: "late" stands twice in ladders.0.rungs; expected every id once',
    ],
    [
      'a grade on an unknown ladder',
      edit(EIGHTH, 'ladder: short }', 'ladder: shrot }'),
      'grades.pressing.ladder: "shrot" is not a ladder of this programme – did you mean "short"?',
    ],
    [
      'a stage on an unknown ladder',
      edit(EIGHTH, 'owner: inspector@street', 'owner: inspector@street\n    ladder: standard'),
      'stages.look.ladder: "standard" is not a ladder of this programme; expected long, short, quick',
    ],
    [
      'an unknown ladder on a track',
      edit(EIGHTH, 'ladder-on-track: { small: quick }', 'ladder-on-track: { small: slow }'),
      'stages.first-look.ladder-on-track.small: "slow" is not a ladder of this programme; expected long, short, quick',
    ],
    [
      'a ladder on an unknown track',
      edit(EIGHTH, 'ladder-on-track: { small: quick }', 'ladder-on-track: { smal: quick }'),
      'stages.first-look.ladder-on-track: "smal" is not a track of this programme – did you mean "small"?',
    ],
    [
      'a limit by track before the track is known',
      edit(EIGHTH, '    limit: 1 workday\n', '    limit: 1 workday\n    limit-on-track: { small: 2 hour }\n'),
      'stages.desk.limit-on-track: the track of a case is not known before it is accepted; expected no such key',
    ],
    [
      'a ladder by track before the track is known',
      edit(EIGHTH, '    limit: 1 workday\n', '    limit: 1 workday\n    ladder-on-track: { small: quick }\n'),
      'stages.desk.ladder-on-track: the track of a case is not known before it is accepted; expected no such key',
    ],
    [
      'waiting where nothing is opened',
      edit(EIGHTH, '    limit: 7 workday\n', '    limit: 7 workday\n    open-within: 2 workday\n'),
      'stages.advance.open-within: a stage of kind fund runs as soon as it is reached; expected "limit" instead (only deliberate, vote, review, notice, implement wait to be opened)',
    ],
    [
      'waiting by track where nothing is opened',
      edit(
        EIGHTH,
        '    limit: 7 workday\n',
        '    limit: 7 workday\n    open-within-on-track: { small: 2 hour }\n',
      ),
      'stages.advance.open-within-on-track: a stage of kind fund runs as soon as it is reached; expected "limit" instead (only deliberate, vote, review, notice, implement wait to be opened)',
    ],
    [
      'waiting on an unknown track',
      edit(
        EIGHTH,
        '    open-within: 2 hour\n',
        '    open-within: 2 hour\n    open-within-on-track: { smal: 1 hour }\n',
      ),
      'stages.first-look.open-within-on-track: "smal" is not a track of this programme – did you mean "small"?',
    ],
    [
      'waiting for an unknown grade',
      edit(
        EIGHTH,
        '    open-within: 2 hour\n',
        '    open-within: 2 hour\n    open-within-on-grade: { presing: 1 hour }\n',
      ),
      'stages.first-look.open-within-on-grade: "presing" is not a grade of this programme – did you mean "pressing"?',
    ],
    [
      'a rung that comes again without a day to come on',
      edit(EIGHTH, 'id: late, at: 1 hour after,', 'id: late, at: 1 hour after, again-every: 2 workday,'),
      'ladders.short.rungs.late.again-every: only a rung counted in working days comes again; expected "at: 5 workday after" or no "again-every"',
    ],
  ])('%s', (_rule, text, message) => {
    expect(messagesOf(text)).toContain(message);
  });

  test('a stage that has to be opened on one track may wait there, whatever it does on others', () => {
    expect(messagesOf(EIGHTH)).toEqual([]);
  });

  test('checkOrder finds nothing in a shipped programme', () => {
    expect(checkOrder(readShipped('longgang').programme)).toEqual([]);
  });
});

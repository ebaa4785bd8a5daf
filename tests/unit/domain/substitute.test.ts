import fc from 'fast-check';
import { absentPeopleOf, addressesOf, isHeldOn, isTopOfTree, type ActorPost } from '../../../domain/actor';
import { addDays } from '../../../domain/calendar/civil-date';
import { postLabel } from '../../../domain/case/who';
import type { Level, Role } from '../../../domain/roles';
import { checkSubstitute, postsOn, type Candidate, type TermedPost } from '../../../domain/substitute';

const TODAY = '2026-11-23';
const LEVELS: readonly Level[] = ['CITY', 'STREET', 'COMMUNITY', 'GRID'];

/** A post at the end of a path such as /zjg/daxin/ . */
function post(role: Role, orgPath: string, fromDate = '2020-01-01', untilDate: string | null = null) {
  const ids = orgPath.split('/').filter((id) => id !== '');
  const [organisationId, level] = [ids.at(-1) ?? '', LEVELS[ids.length - 1] ?? 'GRID'];
  return { role, level, organisationId, orgPath, fromDate, untilDate };
}
const absence = (posts: TermedPost[], fromDate = TODAY, untilDate = addDays(TODAY, 4)) => ({
  ...{ personId: 'absent', substituteId: 'me', fromDate, untilDate, posts },
});
const written = (posts: readonly ActorPost[]) => posts.map(postLabel);

describe('whoever stands in', () => {
  const mine = post('officer', '/zjg/daxin/');
  const reviewer = post('reviewer', '/zjg/daxin/');

  it('has the posts of the absent person besides their own, from the first day to the last', () => {
    const days = [-1, 0, 4, 5].map((n) => written(postsOn([mine], [absence([reviewer])], addDays(TODAY, n))));
    const both = ['officer@daxin', 'reviewer@daxin(代 absent)'];
    expect(days).toEqual([['officer@daxin'], both, both, ['officer@daxin']]);
  });

  it('is reached at their addresses, and known as standing in', () => {
    const posts = postsOn([mine], [absence([reviewer])], TODAY);
    const actor = { personId: 'me', displayName: '', posts, via: 'token' as const };
    expect(addressesOf(actor)).toContainEqual({ role: 'reviewer', organisationId: 'daxin' });
    expect(absentPeopleOf(actor)).toEqual(['absent']);
  });

  it.each([
    ['an administrator', [mine], [post('admin', '/zjg/daxin/')], 1],
    ['an auditor', [mine], [post('auditor', '/zjg/daxin/')], 1],
    ['anybody while an administrator oneself', [post('admin', '/zjg/')], [reviewer], 1],
    [
      'anybody once one holds no post',
      [post('officer', '/zjg/daxin/', '2020-01-01', '2026-11-22')],
      [reviewer],
      0,
    ],
    ['somebody above', [mine], [post('leader', '/zjg/')], 1],
    ['somebody of another street', [mine], [post('reviewer', '/zjg/leyu/')], 1],
    ['a post that has ended', [mine], [post('reviewer', '/zjg/daxin/', '2020-01-01', '2026-11-22')], 1],
    ['the same post as one’s own', [mine], [post('officer', '/zjg/daxin/')], 1],
  ])('never stands in for %s', (_whom, own, posts, held) => {
    expect(postsOn(own, [absence(posts)], TODAY).filter((one) => one.standsInFor === undefined)).toHaveLength(
      held,
    );
    expect(postsOn(own, [absence(posts)], TODAY)).toHaveLength(held);
  });

  it('lends nothing on: whoever stands in for a substitute gets the substitute’s own posts only', () => {
    const lent = absence([reviewer]);
    const next = { ...absence([mine]), personId: 'me', substituteId: 'third' };
    expect(written(postsOn([post('expert', '/zjg/daxin/')], [next], TODAY))).toEqual([
      'expert@daxin',
      'officer@daxin(代 me)',
    ]);
    expect(lent.substituteId).toBe('me');
  });

  it('never has a right of a day on which neither was absent nor held, whatever the dates', () => {
    const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays(TODAY, n));
    const role = fc.constantFrom<Role>('officer', 'reviewer', 'leader', 'admin', 'auditor', 'finance');
    const path = fc.constantFrom('/zjg/', '/zjg/daxin/', '/zjg/leyu/', '/zjg/daxin/xin/');
    const term = fc.tuple(role, path, day, fc.option(day)).map((args) => post(...args));
    fc.assert(
      fc.property(fc.array(term), fc.array(term), day, day, day, (own, theirs, from, until, on) => {
        const posts = postsOn(own, [absence(theirs, from, until)], on);
        for (const lent of posts.filter(({ standsInFor }) => standsInFor !== undefined)) {
          expect(from <= on && on <= until).toBe(true);
          expect(['admin', 'auditor']).not.toContain(lent.role);
          expect(own.some((mine) => lent.orgPath.startsWith(mine.orgPath) && mine.fromDate <= on)).toBe(true);
        }
        const lentNames = posts.slice(own.filter((mine) => isHeldOn(mine, on)).length).map(postLabel);
        expect(new Set(lentNames).size).toBe(lentNames.length);
      }),
    );
  });
});

describe('a substitution', () => {
  const person = (personId: string, posts: TermedPost[], more: Partial<Candidate> = {}): Candidate => ({
    ...{ personId, isDisabled: false, posts, absences: [], ...more },
  });
  const a = person('a', [post('reviewer', '/zjg/daxin/')]);
  const b = person('b', [post('officer', '/zjg/daxin/')]);
  const of = (personId: string, substituteId: string, fromDate = TODAY, untilDate = addDays(TODAY, 4)) => ({
    ...{ personId, substituteId, fromDate, untilDate },
  });
  const TERM = { fromDate: TODAY, untilDate: addDays(TODAY, 4) };
  const check = (absent: Candidate, substitute: Candidate, term = TERM) => {
    try {
      checkSubstitute(absent, substitute, term, TODAY);
      return 'fine';
    } catch (error) {
      const { code, detail, details } = error as {
        code: string;
        detail: object;
        details: { reason: string };
      };
      expect({ code, detail }).toEqual({
        code: 'substitute-refused',
        detail: { zh: expect.stringMatching(/[一-龥]/) as string, en: expect.any(String) as string },
      });
      return details.reason;
    }
  };

  it('is fine within one organisation and from above', () => {
    expect(check(a, b)).toBe('fine');
    expect(check(a, person('c', [post('leader', '/zjg/')]))).toBe('fine');
  });

  it.each([
    ['self', a, a, TERM],
    ['disabled', a, { ...b, isDisabled: true }, TERM],
    ['disabled', { ...a, isDisabled: true }, b, TERM],
    ['dates', a, b, { fromDate: addDays(TODAY, -1), untilDate: TODAY }],
    ['dates', a, b, { fromDate: addDays(TODAY, 4), untilDate: addDays(TODAY, 3) }],
    ['dates', a, b, { fromDate: TODAY, untilDate: addDays(TODAY, 366) }],
    ['fine', a, b, { fromDate: TODAY, untilDate: addDays(TODAY, 365) }],
    ['overlap', { ...a, absences: [of('a', 'c', addDays(TODAY, 4), addDays(TODAY, 9))] }, b, TERM],
    ['fine', { ...a, absences: [of('a', 'c', addDays(TODAY, 5), addDays(TODAY, 9))] }, b, TERM],
    ['chain', a, { ...b, absences: [of('b', 'c')] }, TERM],
    ['chain', { ...a, absences: [of('c', 'a')] }, b, TERM],
    ['fine', a, { ...b, absences: [of('c', 'b')] }, TERM],
    ['nothing-to-do', person('a', []), b, TERM],
    ['nothing-to-do', person('a', [post('admin', '/zjg/daxin/')]), b, TERM],
    ['nothing-to-do', person('a', [post('reviewer', '/zjg/daxin/', '2020-01-01', '2026-11-22')]), b, TERM],
    ['posts-clash', a, person('b', [post('auditor', '/zjg/')]), TERM],
    ['no-post', a, person('b', []), TERM],
    ['no-post', a, person('b', [post('reviewer', '/zjg/leyu/')]), TERM],
    ['no-post', a, person('b', [post('officer', '/zjg/daxin/xin/')]), TERM],
    ['no-post', a, person('b', [post('officer', '/zjg/daxin/', '2020-01-01', addDays(TODAY, 3))]), TERM],
    ['no-post', a, person('b', [post('officer', '/zjg/daxin/', addDays(TODAY, 1))]), TERM],
    ['no-post', person('a', [...a.posts, post('expert', '/zjg/leyu/')]), b, TERM],
  ])('is %s', (reason, absent, substitute, term) => {
    expect(check(absent, substitute, term)).toBe(reason);
  });
});

describe('the top of a tree', () => {
  it.each([
    ['CITY', '/zjg/', true],
    ['DISTRICT', '/nc-xihu/', true],
    ['DISTRICT', '/nc/nc-xihu/', false],
    ['STREET', '/zjg/', false],
  ] as const)('%s at %s: %s', (level, orgPath, top) => {
    expect(isTopOfTree({ role: 'leader', level, organisationId: 'x', orgPath })).toBe(top);
  });
});

import { covers, isHeldOn, postsWith } from '../../../domain/actor';
import { passwordWeakness } from '../../../domain/password';
import { PERMISSIONS } from '../../../domain/permissions';
import { postsClash } from '../../../domain/posts';
import { CASE_ROLES, STAGE_ROLES, ROLES } from '../../../domain/roles';
import { formatToken, hashToken, TOKEN_PATTERN } from '../../../domain/token';

describe('posts', () => {
  it('count from the first day to the last, both included', () => {
    const post = { fromDate: '2026-03-01', untilDate: '2026-03-31' };
    expect(
      ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => isHeldOn(post, day)),
    ).toEqual([false, true, true, false]);
    expect(isHeldOn({ fromDate: '2026-03-01', untilDate: null }, '2099-01-01')).toBe(true);
  });

  it('see what lies below them', () => {
    expect(covers({ orgPath: '/zjg/' }, '/zjg/yangshe/')).toBe(true);
    expect(covers({ orgPath: '/zjg/yangshe/' }, '/zjg/')).toBe(false);
  });

  it('are found by role', () => {
    const posts = ROLES.map((role) => ({
      role,
      level: 'CITY' as const,
      organisationId: 'zjg',
      orgPath: '/zjg/',
    }));
    const actor = { personId: 'p', displayName: '审核员甲', posts, via: 'token' as const };
    expect(postsWith(actor, ['finance', 'leader']).map((post) => post.role)).toEqual(['finance', 'leader']);
  });

  it.each([
    ['admin', ['officer'], true],
    ['officer', ['admin'], true],
    ['auditor', ['leader'], true],
    ['admin', ['auditor'], true],
    ['admin', ['admin'], false],
    ['officer', ['secretary', 'grid-worker'], false],
    ['admin', [], false],
  ] as const)('of %s beside %j clash: %s', (role, held, clash) => {
    expect(postsClash(role, held)).toBe(clash);
  });
});

describe('passwords', () => {
  it.each([
    'Chezhang-1234',
    'a long sentence of words',
    '车棚漏雨Abc12345',
    '车棚漏雨了希望街道尽快安排人来翻修',
  ])('takes %s', (password) => {
    expect(passwordWeakness(password, 'officer')).toBeNull();
  });

  it.each(['Aa1-', 'abcdefghij', 'aaaaaaaaaaaaaaaaaaaa', 'Officer-1234'])(
    'refuses %s, and says why in both languages',
    (password) => {
      expect(passwordWeakness(password, 'officer')).toEqual({
        zh: expect.any(String) as string,
        en: expect.any(String) as string,
      });
    },
  );
});

describe('tokens', () => {
  it('have a look of their own and a hash that is not the token', () => {
    const token = formatToken(Buffer.alloc(32, 7));
    expect(token).toMatch(TOKEN_PATTERN);
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the permission table', () => {
  it('gives the administrator nothing that work on cases needs', () => {
    const forAdmin = Object.entries(PERMISSIONS).filter(
      ([, access]) => access.who === 'posts' && (access.roles as readonly string[]).includes('admin'),
    );
    for (const [operation, access] of forAdmin) {
      const worksOnCases = (role: string): boolean => (STAGE_ROLES as readonly string[]).includes(role);
      const shared = access.who === 'posts' ? access.roles.filter(worksOnCases) : [];
      expect({ operation, shared }).toEqual({ operation, shared: [] });
    }
    expect(CASE_ROLES as readonly string[]).not.toContain('admin');
  });
});

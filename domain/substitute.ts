import { covers, isHeldOn, type ActorPost } from './actor';
import { addDays, type CivilDate } from './calendar/civil-date';
import { Refusal } from './errors';
import { HELD_ALONE } from './posts';

/** Longer than this is no absence but another person in the post. Days, first and last included. */
export const LONGEST_ABSENCE_DAYS = 366;

/** A post with its first and last day. */
export interface TermedPost extends ActorPost {
  fromDate: CivilDate;
  untilDate: CivilDate | null;
}

/** From the first day to the last, both included, somebody stands in for a person. */
export interface Absence {
  personId: string;
  substituteId: string;
  fromDate: CivilDate;
  untilDate: CivilDate;
}

/**
 * The posts by which a person acts on a day: their own, then those of the people they stand in for. Never an
 * administrator's or an auditor's, never beside one of these, and only while they hold a post of their own in the
 * same organisation or above it, so that a right that has ended takes with it what was lent to it.
 */
export function postsOn(
  own: readonly TermedPost[],
  absences: readonly (Absence & { posts: readonly TermedPost[] })[],
  day: CivilDate,
): ActorPost[] {
  const held = own.filter((post) => isHeldOn(post, day)).map(untermed);
  const found = [...held];
  if (held.some(isHeldAlone)) return found;
  for (const { personId, posts, ...term } of absences) {
    if (!isHeldOn(term, day)) continue;
    for (const post of posts) {
      const lent =
        isHeldOn(post, day) && !isHeldAlone(post) && held.some((mine) => covers(mine, post.orgPath));
      if (lent && !found.some((other) => isSame(other, post)))
        found.push({ ...untermed(post), standsInFor: personId });
    }
  }
  return found;
}

const untermed = ({ role, level, organisationId, orgPath }: ActorPost): ActorPost => ({
  ...{ role, level, organisationId, orgPath },
});
const isHeldAlone = ({ role }: ActorPost): boolean => HELD_ALONE.includes(role);
const isSame = (a: ActorPost, b: ActorPost): boolean =>
  a.role === b.role && a.organisationId === b.organisationId;

/** Somebody as the rules of substitution see them. */
export interface Candidate {
  personId: string;
  isDisabled: boolean;
  posts: readonly TermedPost[];
  /** Absences that are not cancelled in which the person is absent or stands in. */
  absences: readonly Absence[];
}

/** Refuses what would leave a gap, a chain or a right that nobody gave; otherwise changes nothing. */
export function checkSubstitute(
  absent: Candidate,
  substitute: Candidate,
  term: { fromDate: CivilDate; untilDate: CivilDate },
  today: CivilDate,
): void {
  if (absent.personId === substitute.personId)
    throw no('self', '不能由本人代班。', 'Nobody stands in for themselves.');
  if (absent.isDisabled || substitute.isDisabled)
    throw no('disabled', '账号已停用。', 'The account is closed.');
  checkDays(term, today);
  const during = (other: Absence) => other.fromDate <= term.untilDate && term.fromDate <= other.untilDate;
  const clashes = [...absent.absences, ...substitute.absences].filter(during);
  if (clashes.some(({ personId }) => personId === absent.personId)) {
    throw no(
      'overlap',
      '该人员在这些日期已有代班人，请先取消原代班。',
      'Somebody stands in on some of these days already: cancel that first.',
    );
  }
  if (clashes.some(({ personId }) => personId === substitute.personId))
    throw no('chain', '代班人在此期间自己也不在岗。', 'The substitute is absent on some of these days.');
  if (clashes.some(({ substituteId }) => substituteId === absent.personId)) {
    throw no(
      'chain',
      '该人员在此期间正为他人代班，请先为其另行安排代班人。',
      'This person stands in for somebody on some of these days: arrange that first.',
    );
  }
  checkPosts(absent, substitute, term);
}

function checkDays(
  { fromDate, untilDate }: { fromDate: CivilDate; untilDate: CivilDate },
  today: CivilDate,
): void {
  if (untilDate < fromDate)
    throw no('dates', '结束日期早于开始日期。', 'The last day lies before the first.');
  if (fromDate < today) throw no('dates', '代班最早从今天开始。', 'A substitution begins today or later.');
  if (untilDate > addDays(fromDate, LONGEST_ABSENCE_DAYS - 1)) {
    throw no(
      'dates',
      `代班最长 ${LONGEST_ABSENCE_DAYS} 天；更久请调整岗位。`,
      `A substitution lasts at most ${LONGEST_ABSENCE_DAYS} days; for longer, give the post to somebody else.`,
    );
  }
}

function checkPosts(
  absent: Candidate,
  substitute: Candidate,
  { fromDate, untilDate }: { fromDate: CivilDate; untilDate: CivilDate },
): void {
  const live = (post: TermedPost) =>
    post.fromDate <= untilDate && (post.untilDate === null || post.untilDate >= fromDate);
  const wanted = absent.posts.filter((post) => live(post) && !isHeldAlone(post));
  if (wanted.length === 0) {
    throw no(
      'nothing-to-do',
      '该人员在此期间没有可由他人代行的岗位；管理员和审计员不设代班。',
      'This person holds no post that anybody could stand in for; administrators and auditors have no substitutes.',
    );
  }
  const own = substitute.posts.filter(live);
  if (own.some(isHeldAlone)) {
    throw no(
      'posts-clash',
      '管理员和审计员不得代班。',
      'Administrators and auditors do not stand in for anybody.',
    );
  }
  for (const post of wanted) {
    const from = post.fromDate > fromDate ? post.fromDate : fromDate;
    const until = post.untilDate !== null && post.untilDate < untilDate ? post.untilDate : untilDate;
    const able = own.some(
      (mine) => covers(mine, post.orgPath) && isHeldOn(mine, from) && isHeldOn(mine, until),
    );
    if (able) continue;
    throw no(
      'no-post',
      `代班人在整个期间须在同一组织或上级组织任职（${post.role}@${post.organisationId}）。`,
      `For all of these days the substitute must hold a post in the same organisation or above it (${post.role}@${post.organisationId}).`,
    );
  }
}

function no(reason: string, zh: string, en: string): Refusal {
  return new Refusal('substitute-refused', { zh, en }, { reason });
}

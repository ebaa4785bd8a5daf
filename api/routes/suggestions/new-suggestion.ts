import { z } from 'zod';
import { postsWith, reachOf, type Actor } from '../../../domain/actor';
import type { CivilDate } from '../../../domain/calendar/civil-date';
import { Refusal, refusalAt } from '../../../domain/errors';
import type { Programme } from '../../../domain/programme/schema';
import { civilDate, id, line, text } from '../../schema';

const proposer = z.strictObject({
  name: line(50).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 -]{5,20}$/, 'expected a phone number')
    .optional(),
  address: line(200).optional(),
  birthDate: civilDate.optional(),
  noMessages: z.boolean().optional().meta({ description: 'Wants no messages about it' }),
});

/** What somebody said and how it came in; programme and place may be said by a case. */
const said = {
  channel: z.string().max(40).meta({ description: "One of the programme's channels" }),
  words: text(5_000).meta({ description: "The person's own words; never edited afterwards" }),
  proposer: proposer.nullable().optional().meta({
    description:
      'Left out: I speak for myself. Staff entering for somebody: who it was; null when nobody said (suggestion box)',
  }),
  noticeShown: z
    .boolean()
    .default(false)
    .meta({ description: 'The privacy notice was shown (个人信息保护法 17)' }),
};

export const newWords = z.strictObject(said).meta({ id: 'NewWords' });
export type NewWords = z.output<typeof newWords>;

export const newSuggestion = z
  .strictObject({
    programmeCode: id,
    organisationId: id.meta({ description: 'The community it is about' }),
    ...said,
  })
  .meta({
    id: 'NewSuggestion',
    example: {
      programmeCode: 'zhangjiagang',
      organisationId: 'tanglian',
      channel: 'online',
      words: '小区车棚漏雨，希望翻修。',
      noticeShown: true,
    },
  });
export type NewSuggestion = z.output<typeof newSuggestion>;

const MAY_ENTER = ['grid-worker', 'officer', 'secretary'] as const;

/** Who may write down what somebody else said. */
export function mayEnter(actor: Actor, orgPath: string): boolean {
  return postsWith(actor, MAY_ENTER).some((post) => orgPath.startsWith(reachOf(post)));
}

/** Only staff of the place speak for others. */
export function refuseStranger(actor: Actor, orgPath: string, suggestion: NewWords): void {
  if (suggestion.proposer === undefined) return;
  if (mayEnter(actor, orgPath)) return;
  throw new Refusal('forbidden', {
    zh: '只有当地网格员、社区干部可以代为登记。',
    en: 'Only grid workers, officers and secretaries of the place enter for somebody else.',
  });
}

interface Allowing {
  readonly programme: Programme;
  readonly birthDate: CivilDate | null;
  readonly today: CivilDate;
  /** Where the words are in the body of the request: a JSON pointer. */
  readonly at: string;
}

/** Personal data is kept only when its owner was told; nobody is asked for more than the programme needs. */
export function refuseUnlessAllowed(
  suggestion: NewWords,
  { programme, birthDate, today, at }: Allowing,
): void {
  if (!programme.channels.some((channel) => channel.id === suggestion.channel)) {
    const known = programme.channels.map((channel) => channel.id);
    throw refusalAt('unknown-reference', `${at}/channel`, {
      zh: `提出渠道应为：${known.join('、')}。`,
      en: `The channel is one of: ${known.join(', ')}.`,
    });
  }
  if (suggestion.proposer !== null && !suggestion.noticeShown) throw new Refusal('notice-not-shown');
  const minAge = programme.proposers['min-age'];
  if (minAge !== undefined && birthDate !== null && ageOn(birthDate, today) < minAge) {
    throw new Refusal('proposer-too-young', {
      zh: `须年满 ${minAge} 周岁。`,
      en: `The programme asks for ${minAge} years of age.`,
    });
  }
}

/** Full years; one becomes a year older on the birthday (born on 29 February: on 1 March in other years). */
export function ageOn(birthDate: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

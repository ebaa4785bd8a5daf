import fc from 'fast-check';
import type { Outgoing } from '../../../activities/channels/channel';
import { dingtalkBody } from '../../../activities/channels/robots/dingtalk';
import { LINK_WORDS } from '../../../activities/channels/robots/markdown';
import { wecomBody } from '../../../activities/channels/robots/wecom';
import { webhookBody } from '../../../activities/channels/webhook';
import { LANGUAGES } from '../../../domain/language';
import { resident } from '../../support/channels/residents';

/**
 * What reaches a group is what delivery wrote and nothing more: every character is of the title, the lines, the link, the
 * mentions, or of the marks below. So a message that was made without a resident's name, phone or address stays so.
 */
const MARKS = [
  /……另有 \d+ 项，请登录查看|… and \d+ more: sign in to see them/g,
  /^(\*\*|### |> )|\*\*$/gm,
  /…/g,
];

const number = fc.integer({ min: 0, max: 99_999 }).map((n) => `ZJG-2026-${String(n).padStart(6, '0')}`);
const item = fc
  .tuple(number, fc.constantFrom('审核', '公示', '拨付'), fc.nat(60))
  .map(([n, stage, late]) => `${n} ${stage} 已逾期 ${late} 个工作日`);
/** All that travels beside the words: none of it belongs into a group. */
const beside = fc.record({
  person: resident,
  template: fc.dictionary(
    fc.constantFrom('number', 'count', 'link'),
    resident.map((r) => r.name),
  ),
});

const message = fc.record({
  language: fc.constantFrom(...LANGUAGES),
  title: fc.constantFrom('今日催办', '3 项已逾期', '督办'),
  lines: fc.array(item, { maxLength: 400 }),
  mentions: fc.array(fc.constantFrom('wang.li', 'manager01', '@all', 'all', '王建国'), { maxLength: 4 }),
  beside,
});

const made = ({
  language,
  title,
  lines,
  mentions,
  beside: { person, template },
}: typeof message extends fc.Arbitrary<infer T> ? T : never): Outgoing => ({
  deliveryId: '0197c7b2-6c1f-7c3e-9a51-3f1f9b1f6a10',
  target: { key: 'robot:zjg', address: person.phone, mentions },
  language,
  title,
  lines,
  why: [],
  link: 'https://banjie.example/desk',
  template: { ...template, name: person.name, address: person.address },
});

const textsOf = (body: unknown): string[] =>
  typeof body === 'string'
    ? [body]
    : typeof body === 'object' && body !== null
      ? Object.values(body).flatMap(textsOf)
      : [];

/** What is left of a text when all that it may consist of is taken away. */
function strange(text: string, from: Outgoing): string {
  const known = new Set([from.title, from.link, ...from.lines, ...from.target.mentions]);
  return text
    .split('\n')
    .map((line) => {
      const unmarked = MARKS.reduce((rest, mark) => rest.replace(mark, ''), line);
      const words = unmarked.replace(`[${LINK_WORDS[from.language]}](${from.link})`, '').trim();
      const cut = words !== '' && from.lines.some((each) => each.startsWith(words));
      if (cut || known.has(words)) return '';
      return words.replace(/@([\w.]+)/g, (all, account: string) => (known.has(account) ? '' : all)).trim();
    })
    .join('');
}

describe.each([
  ['WeCom', wecomBody],
  ['DingTalk', dingtalkBody],
])('%s', (_, body) => {
  it('says nothing but the message', () => {
    fc.assert(
      fc.property(message, (input) => {
        const from = made(input);
        const all = textsOf(body(from));
        expect(all.map((text) => strange(text, from)).join('')).toMatch(/^(text|markdown)?$/);
      }),
      { numRuns: 200 },
    );
  });

  it('holds no name, phone or address of a resident, and wakes nobody who was not named', () => {
    fc.assert(
      fc.property(message, (input) => {
        const { name, phone, address } = input.beside.person;
        const said = JSON.stringify(body(made(input)));
        // 王建国 may stand in the mentions by mistake: a name is no account.
        for (const personal of [name, phone, address]) expect(said).not.toContain(personal);
        expect(said).not.toContain('@all');
        expect(said).not.toContain('"isAtAll":true');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a webhook', () => {
  it('holds what the message holds, and not what travels beside it', () => {
    fc.assert(
      fc.property(message, (input) => {
        const { name, phone, address } = input.beside.person;
        const said = JSON.stringify(webhookBody(made({ ...input, mentions: [] })));
        for (const personal of [name, phone, address]) expect(said).not.toContain(personal);
      }),
    );
  });
});

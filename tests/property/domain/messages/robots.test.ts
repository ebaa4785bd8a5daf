import fc from 'fast-check';
import { addMs, HOUR_MS, type Instant } from '../../../../domain/calendar/instant';
import { digest } from '../../../../domain/messages/digest';
import { MESSAGE_KINDS, type Audience } from '../../../../domain/messages/kinds';
import { wordsOf, type Told } from '../../../../domain/messages/text';
import { at, CLOCK, told } from '../../../support/told';

const line = (of: Told, asOf: Instant, audience: Audience = 'person') => wordsOf(of, audience, asOf).zh.line;
const KINDS = Object.keys(MESSAGE_KINDS);

describe('a robot and an SMS', () => {
  const NAMES = ['王秀英', '欧阳建国', 'Zhang Wei'];
  const PHONES = ['13812345678', '+86 138 1234 5678', '0512-58001234', '58001234'];
  const ADDRESSES = ['塘联花苑12幢3单元402室', 'No. 402, Tanglian Garden'];
  const personal = fc.constantFrom(...NAMES, ...PHONES, ...ADDRESSES);
  /** What people type, with somebody's name, phone or address in the middle of it. */
  const typed = fc
    .tuple(fc.string(), personal, fc.string())
    .map(([a, secret, b]) => ({ text: a + secret + b, secret }));
  /** Every field into which staff or residents may have typed something, now or later. */
  const FREE = [
    'title',
    'titleEn',
    'publicText',
    'reason',
    'note',
    'text',
    'answer',
    'words',
    'by',
    'from',
    'fromName',
    'toName',
    'label',
    'place',
    'left',
    'late',
    'handler',
    'givenBy',
    'opinion',
    'stage',
    'status',
    'rung',
    'rungs',
  ];
  const noise = fc.dictionary(fc.constantFrom(...FREE), typed, { minKeys: 1 });
  const when = fc.integer({ min: -400, max: 400 }).map((hours) => addMs(CLOCK.dueAt, hours * HOUR_MS));

  it('never carry a name, a phone number or an address, whatever was typed and wherever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        noise,
        fc.constantFrom<Audience>('robot', 'sms'),
        when,
        fc.boolean(),
        fc.record({ count: fc.nat(), confirmed: fc.nat(), year: fc.nat() }, { requiredKeys: [] }),
        (kind, fields, audience, asOf, misplaced, figures) => {
          const secrets = Object.values(fields).map(({ secret }) => secret);
          const texts = Object.fromEntries(Object.entries(fields).map(([key, { text }]) => [key, text]));
          // Even where a number, a date or a post should be.
          const wrong = Object.fromEntries(
            ['number', 'instead', 'oldDueDate', 'newDueDate', 'dueDate', 'count', 'year'].map((key) => [
              key,
              secrets[0],
            ]),
          );
          const of = told(kind, { ...texts, ...figures, ...(misplaced && wrong) }, asOf);
          const worded = wordsOf(of, audience, asOf);
          const out = JSON.stringify([worded.zh, worded.en, worded.number, digest([worded, worded])]);
          for (const secret of secrets) expect(out).not.toContain(secret);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('would show the property fails: a member of staff does read the title', () => {
    expect(line(told('rung', { title: `帮${NAMES[0] ?? ''}修门` }), at('2026-03-11'))).toContain(NAMES[0]);
  });
});

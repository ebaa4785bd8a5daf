import type { Instant } from '../../domain/calendar/instant';
import { imagined2027 } from '../unit/domain/calendar/notices';
import { startStandIns, type StandIns } from '../support/channels/start';
import { until } from '../support/worker';
import { openBureau, type Bureau } from './support/bureau';
import type { Person } from './support/person';
import { at } from './support/tell';

jest.setTimeout(120_000);

/** Thursday. The notice of the year is not out: by the law alone three working days end on Tuesday 4 May. */
const OPENED = at('2027-04-29', '10:00');
const IMPORTED = at('2027-04-29', '15:00');
const ACCEPT = 'stage.accept.1';

let standIns: StandIns;
let bureau: Bureau;
let city: Person;
beforeAll(async () => {
  standIns = await startStandIns({ robots: ['zjg'] });
  bureau = await openBureau(at('2027-04-29', '09:00'), standIns);
  city = bureau.as('officer', 'zjg');
});
afterAll(async () => {
  await bureau.close();
  await standIns.stop();
});

interface Rollout {
  status: string;
  done: number;
  moved: number;
  figures: Record<string, number>;
}

interface Message {
  kind: string;
  text: { zh: { line: string } } | null;
  data: Record<string, unknown>;
}

const open = async (place: string): Promise<string> => {
  const about = { programme: 'zhangjiagang', place, title: '楼道加装扶手' };
  return (await bureau.as('officer', place).open(about, OPENED)).caseId;
};

const accepting = async (caseId: string, place: string, now: Instant) =>
  (await bureau.as('officer', place).show(caseId, now)).clocks.find(({ id }) => id === ACCEPT);

/** Until the rollout has been through. */
const walked = (id: string): Promise<Rollout> =>
  until(async () => {
    const rollout = await city.ask<Rollout>('GET', `/api/v1/rollouts/${id}`);
    return rollout.status === 'DONE' && rollout;
  }, 60_000);

const digestsOf = async (person: Person): Promise<Message[]> => {
  const path = '/api/v1/notifications?kind=deadline-moved';
  return (await person.ask<{ items: Message[] }>('GET', path)).items;
};

const body = { format: 'json', notice: imagined2027 };

it('a provisional date becomes official, moves, and whoever it concerns is told once', async () => {
  for (const place of ['daxin', 'tanglian']) {
    const contact = { email: `${place}@banjie.example` };
    await bureau.as('officer', place).ask('PUT', '/api/v1/me/contact', { body: contact });
  }
  const cases = [await open('daxin'), await open('daxin'), await open('daxin')];
  const [first = ''] = cases;
  const elsewhere = await open('tanglian');
  expect(await accepting(first, 'daxin', OPENED)).toMatchObject({ dueDate: '2027-05-04', provisional: true });

  const preview = await city.ask<{ moves: object }>('POST', '/api/v1/calendar/preview', {
    at: IMPORTED,
    body,
  });
  expect(preview.moves).toMatchObject({ movedCases: 4, movedClocks: 4, confirmedClocks: 0 });
  expect(await accepting(first, 'daxin', IMPORTED)).toMatchObject({ dueDate: '2027-05-04' });

  const { rolloutId } = await city.ask<{ rolloutId: string }>('POST', '/api/v1/calendar/import', {
    ...{ at: IMPORTED, body },
  });
  expect(await walked(rolloutId)).toMatchObject({ done: 4, moved: 4, figures: { later: 4, provisional: 0 } });

  for (const caseId of cases)
    expect(await accepting(caseId, 'daxin', IMPORTED)).toMatchObject({
      ...{ dueDate: '2027-05-07', provisional: false, overdue: false },
    });
  const line = (await city.ledger(first)).find(({ type }) => type === 'DeadlinesMoved');
  expect(line).toMatchObject({
    actorId: null,
    facts: {
      ...{ rolloutId, why: { zh: expect.stringMatching(/^2027 年放假安排（/) } },
      moved: [{ clockId: ACCEPT, oldDueAt: at('2027-05-05', '00:00'), newDueAt: at('2027-05-08', '00:00') }],
    },
  });

  const told = await digestsOf(bureau.as('officer', 'daxin'));
  expect(told).toMatchObject([{ data: { count: 3, later: 3 } }]);
  expect(told[0]?.text?.zh.line).toMatch(
    /^3 项期限已按新的日历或制度调整。依据：2027 年放假安排（.*）。调整依据见系统。$/,
  );
  expect(await digestsOf(bureau.as('officer', 'tanglian'))).toMatchObject([{ data: { count: 1 } }]);
  await bureau.allSent();
  const mails = standIns.inbox.of('mail').filter(({ text }) => text.includes('期限已按新的日历'));
  expect(mails.map(({ to, text }) => [to, /(\d) 项期限/.exec(text)?.[1]]).sort()).toEqual([
    ['daxin@banjie.example', '3'],
    ['tanglian@banjie.example', '1'],
  ]);
  const posted = standIns.inbox.of('wecom').filter(({ text }) => text.includes('期限已按新的日历'));
  expect(posted.length).toBeGreaterThan(0);
  for (const { text } of posted) expect(text).not.toContain('放假安排');

  // The old date passes in silence, the new one does not.
  await bureau.timePasses(first, at('2027-05-06', '12:00'));
  expect(await accepting(first, 'daxin', at('2027-05-06', '12:00'))).toMatchObject({ overdue: false });
  await bureau.timePasses(first, at('2027-05-08', '12:00'));
  expect(await accepting(first, 'daxin', at('2027-05-08', '12:00'))).toMatchObject({ overdue: true });
  const lines = (await city.ledger(first)).filter(({ type }) => type === 'ClockOverdue');
  expect(lines.map(({ at: when }) => when)).toEqual([at('2027-05-08', '00:00')]);
  expect((await accepting(elsewhere, 'tanglian', IMPORTED))?.dueDate).toBe('2027-05-07');
  expect(await bureau.faults()).toEqual([]);
});

it('a typhoon day is entered, tried out beforehand, and taken back', async () => {
  const caseId = await open('zjg-leyu-1');
  const dueDate = async () => (await accepting(caseId, 'zjg-leyu-1', IMPORTED))?.dueDate;
  expect(await dueDate()).toBe('2027-05-07');
  const street = bureau.as('officer', 'zjg-leyu');
  const closure = {
    organisationId: 'zjg-leyu',
    date: '2027-04-30',
    kind: 'CLOSED',
    name: '台风',
    source: '市防指',
  };
  const quiet = await street.ask<{ id: string; rolloutId: string | null }>(
    'POST',
    '/api/v1/calendar/closures',
    {
      ...{ at: IMPORTED, body: { ...closure, recompute: false } },
    },
  );
  expect(quiet.rolloutId).toBeNull();
  const asked = { kind: 'closure', closureId: quiet.id };
  const dry = await city.ask<{ id: string }>('POST', '/api/v1/rollouts', {
    ...{ at: IMPORTED, body: { ...asked, dryRun: true } },
  });
  expect(await walked(dry.id)).toMatchObject({ done: 1, moved: 1 });
  expect(await dueDate()).toBe('2027-05-07');
  const real = await city.ask<{ id: string }>('POST', '/api/v1/rollouts', {
    ...{ at: IMPORTED, body: { ...asked, dryRun: false } },
  });
  await walked(real.id);
  expect(await dueDate()).toBe('2027-05-10');
  const back = await street.ask<{ rolloutId: string }>(
    'POST',
    `/api/v1/calendar/closures/${quiet.id}/cancel`,
    { at: IMPORTED, body: {} },
  );
  await walked(back.rolloutId);
  expect(await dueDate()).toBe('2027-05-07');
  expect(await digestsOf(bureau.as('officer', 'zjg-leyu-1'))).toHaveLength(2);
  expect(await bureau.faults()).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { ROUTES } from '../../api/routes';
import type { Operation } from '../../domain/permissions';
import { ROLES, type Role } from '../../domain/roles';
import { startOidcProvider, type OidcProvider } from '../support/oidc-provider';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { EXPECTED, type Who } from './support/expected-access';
import { picture } from './files/support/crafted';
import { ask, type Ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

/** The caller's post is at the street `yangshe`; `own` lies below it, `other` in another city. */
const PLACES = {
  own: { street: 'yangshe', community: 'tanglian' },
  other: { street: 'shuangde', community: 'qianjin' },
};
type Place = keyof typeof PLACES;

interface Caller {
  name: string;
  role: Role | null;
  id: string;
  token: string | null;
}

let api: RunningApi;
let provider: OidcProvider;
const callers: Caller[] = [];
const caseAt = {} as Record<Place, string>;
const fileAt = {} as Record<Place, string>;
const photoAt = {} as Record<Place, string>;
const bulletinAt = {} as Record<Place, string>;

beforeAll(async () => {
  provider = await startOidcProvider();
  const { issuer, clientId, clientSecret } = provider;
  api = await runApi({
    config: { demo: true, oidc: { issuer, clientId, clientSecret, label: '市统一身份认证' } },
  });
  await plantTree(api.prisma);
  const qianjin = {
    id: 'qianjin',
    parentId: 'shuangde',
    name: '前进社区',
    level: 'COMMUNITY',
    path: '/cc/shuangde/qianjin/',
  };
  await api.prisma.organisation.create({ data: qianjin });
  await plantRules(api.prisma, api.pool);
  for (const place of ['own', 'other'] as const) {
    caseAt[place] = await plantCase(place);
    bulletinAt[place] = await plantBulletin(place);
  }
  callers.push({ name: 'nobody', role: null, id: 'nobody', token: null });
  callers.push({ name: 'somebody without a post', role: null, ...(await addPerson(api.prisma)) });
  for (const role of ROLES) {
    const person = await addPerson(api.prisma, { posts: [{ role, organisationId: 'yangshe' }] });
    callers.push({ name: role, role, ...person });
  }
}, 60_000);
afterAll(async () => {
  await api.stop();
  await provider.stop();
});

async function plantCase(place: Place): Promise<string> {
  const organisationId = PLACES[place].community;
  const { token } = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId }] });
  const body = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId };
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token,
    body,
    headers: { 'idempotency-key': place },
  });
  if (opened.status !== 201) throw new Error(`no case: ${opened.text}`);
  const caseId = String(opened.body['caseId']);
  const attached = await ask(api.url, 'POST', `/api/v1/cases/${caseId}/files`, { token, ...upload() });
  if (attached.status !== 201) throw new Error(`no file: ${attached.text}`);
  fileAt[place] = String(attached.body['fileId']);
  photoAt[place] = await plantPhoto(caseId, token);
  return caseId;
}

async function plantPhoto(caseId: string, token: string): Promise<string> {
  const form = new FormData();
  form.set('kind', 'other');
  form.set('file', new Blob([new Uint8Array(await picture('png'))]), 'a.png');
  const response = await fetch(`${api.url}/api/v1/cases/${caseId}/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}`, ...key() },
  });
  return ((await response.json()) as { fileId: string }).fileId;
}

async function plantSuggestion(place: Place): Promise<string> {
  const organisationId = PLACES[place].community;
  const { path: orgPath } = await api.prisma.organisation.findUniqueOrThrow({
    where: { id: organisationId },
  });
  const id = randomUUID();
  const proposer = { create: { id: randomUUID(), name: '居民甲' } };
  const rest = {
    programmeCode: 'zhangjiagang',
    channel: 'wechat',
    words: '车棚漏雨',
    enteredBy: 'test',
    createdAt: new Date(),
  };
  await api.prisma.suggestion.create({
    data: { id, receiptNo: randomUUID(), organisationId, orgPath, proposer, ...rest },
  });
  return id;
}

/** Somebody for an administrator to manage, with a post at the place. */
const staffAt = (place: Place) =>
  addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: PLACES[place].community }] });

/** Somebody at the place stands in for somebody there, from tomorrow on. */
const absence = async (place: Place) => ({
  personId: (await staffAt(place)).id,
  substituteId: (await staffAt(place)).id,
  fromDate: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
  untilDate: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
  reason: '休假',
});

/** A check of the place that could be drawn; with a witness, it waits for phrases. */
async function plantCheck(place: Place, witness?: string): Promise<string> {
  const witnesses = [witness ?? 'w1', 'w2'].map((personId) => ({ personId, name: '见证人' }));
  return api.deps.ledger.spotChecks.define({
    definition: {
      ...{ title: '抽查', organisationId: PLACES[place].community, strata: [], size: 1, minimum: 0 },
      ...{ exclusions: [], patienceMs: 3_600_000, definedBy: 'test' },
      frame: { programmes: [], kinds: [], grades: [], happened: null, overdue: false },
      chance: { kind: 'phrases', witnesses },
    },
    now: new Date().toISOString(),
    key: randomUUID(),
  });
}

/** Published: everybody reads it. */
async function plantBulletin(place: Place): Promise<string> {
  const organisationId = { own: 'zjg', other: 'cc' }[place];
  const by = { by: 'test', now: new Date().toISOString() };
  const build = { programme: 'zhangjiagang', organisationId, month: '2024-01', again: false, ...by };
  const { id } = await api.deps.ledger.bulletins.build(build);
  await api.deps.ledger.bulletins.sign({ id, ...by, edits: 0 });
  await api.deps.ledger.bulletins.publish({ id, ...by });
  return id;
}

async function plantRollout(): Promise<string> {
  const id = randomUUID();
  const cause = { kind: 'calendar', year: 2026, source: '通知', from: null, to: null };
  await api.prisma.rollout.create({
    data: { id, kind: 'calendar', cause, dryRun: true, status: 'RUNNING', startedAt: new Date() },
  });
  return id;
}

async function plantDelivery(): Promise<string> {
  const id = randomUUID();
  const [createdAt, nextAt] = [new Date(), new Date()];
  await api.prisma.delivery.create({
    data: { id, channel: 'mail', target: 'person:x', state: 'DEAD', createdAt, nextAt },
  });
  return id;
}

async function plantView(personId: string): Promise<string> {
  const id = randomUUID();
  if (personId !== 'nobody') {
    const view = { id, personId, screen: 'board', name: id, query: '' };
    await api.prisma.savedView.create({ data: { ...view, savedAt: new Date() } });
  }
  return id;
}

/** A small text, as a browser's form sends it. */
const upload = () => ({
  headers: { ...key(), 'content-type': 'multipart/form-data; boundary=x' },
  raw: [
    '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nother\r\n',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="note.txt"\r\ncontent-type: text/plain\r\n\r\nnote\r\n',
    '--x--\r\n',
  ].join(''),
});

const key = () => ({ 'idempotency-key': randomUUID() });
const under = (place: Place) => `?organisationId=${PLACES[place].community}`;

interface Planned extends Ask {
  path: string;
}
type Plan = (place: Place, caller: Caller) => Planned | Promise<Planned>;

/** A request for each operation that is about the place, and that is answered with "no" for no reason but a missing right. */
const PLANS: Partial<Record<Operation, Plan>> = {
  showProblem: () => ({ path: '/problems/internal' }),
  signIn: () => ({ path: '/api/v1/session', body: {} }),
  signInToDemo: () => ({ path: '/api/v1/session/demo', body: {} }),
  checkProgramme: () => ({ path: '/api/v1/programmes/check', body: { text: 'code: x' } }),
  finishOidc: () => ({ path: '/api/v1/session/oidc/callback?state=x' }),
  changeOwnPassword: () => ({ path: '/api/v1/me/password', body: {} }),
  createToken: () => ({ path: '/api/v1/me/tokens', body: { name: 'walk' } }),
  revokeToken: async (_place, { id: personId }) => {
    const id = randomUUID();
    if (personId !== 'nobody')
      await api.prisma.apiToken.create({ data: { id, personId, name: 'walk', hash: id } });
    return { path: `/api/v1/me/tokens/${id}` };
  },
  createOrganisation: (place) => ({
    path: '/api/v1/organisations',
    body: {
      id: `grid-${randomUUID().slice(0, 8)}`,
      parentId: PLACES[place].community,
      name: '网格',
      level: 'GRID',
    },
  }),
  renameOrganisation: (place) => ({
    path: `/api/v1/organisations/${PLACES[place].community}`,
    body: { name: '社区' },
  }),
  listOrganisationPosts: (place) => ({
    path: `/api/v1/organisations/${PLACES[place].community}/posts`,
  }),
  createPerson: () => ({ path: '/api/v1/people', body: { displayName: '网格员甲' } }),
  disablePerson: async (place) => ({ path: `/api/v1/people/${(await staffAt(place)).id}/disable` }),
  enablePerson: async (place) => ({ path: `/api/v1/people/${(await staffAt(place)).id}/enable` }),
  setPassword: async (place) => ({
    path: `/api/v1/people/${(await staffAt(place)).id}/password`,
    body: { password: 'Chezhang-1234' },
  }),
  setOwnLanguage: () => ({ path: '/api/v1/me/language', body: { language: 'en' } }),
  setLanguage: async (place) => ({
    path: `/api/v1/people/${(await staffAt(place)).id}/language`,
    body: { language: 'en' },
  }),
  givePost: async (place) => ({
    path: `/api/v1/people/${(await addPerson(api.prisma)).id}/posts`,
    body: { role: 'reviewer', organisationId: PLACES[place].community },
  }),
  endPost: async (place) => {
    const { id } = await staffAt(place);
    const post = await api.prisma.post.findFirstOrThrow({ where: { personId: id } });
    return { path: `/api/v1/people/${id}/posts/${post.id}/end`, body: {} };
  },
  setOwnContact: () => ({ path: '/api/v1/me/contact', body: {} }),
  showContact: async (place) => ({ path: `/api/v1/people/${(await staffAt(place)).id}/contact` }),
  setContact: async (place) => ({ path: `/api/v1/people/${(await staffAt(place)).id}/contact`, body: {} }),
  enterSubstitute: async (place) => ({ path: '/api/v1/substitutes', body: await absence(place) }),
  listSubstituteCandidates: async (place) => ({
    path: `/api/v1/substitutes/candidates?personId=${(await staffAt(place)).id}`,
  }),
  cancelSubstitute: async (place) => {
    const entered = { id: randomUUID(), enteredBy: 'test', enteredAt: new Date() };
    await api.prisma.substitute.create({ data: { ...entered, ...(await absence(place)) } });
    return { path: `/api/v1/substitutes/${entered.id}/cancel` };
  },
  showProgramme: () => ({ path: '/api/v1/programmes/zhangjiagang' }),
  publishProgramme: () => ({ path: '/api/v1/programmes', body: { text: 'not: a programme' } }),
  showDue: () => ({ path: '/api/v1/calendar/due?from=2026-02-12&limit=10wd' }),
  showCalendarYear: () => ({ path: '/api/v1/calendar/years/2026' }),
  previewCalendar: () => ({ path: '/api/v1/calendar/preview', body: { format: 'json', notice: {} } }),
  importCalendar: () => ({
    path: '/api/v1/calendar/import',
    headers: key(),
    body: { format: 'json', notice: {} },
  }),
  startRollout: () => ({
    path: '/api/v1/rollouts',
    headers: key(),
    body: { kind: 'calendar', year: 2026, dryRun: true },
  }),
  cancelRollout: async () => ({ path: `/api/v1/rollouts/${await plantRollout()}/cancel` }),
  showRollout: async () => ({ path: `/api/v1/rollouts/${await plantRollout()}` }),
  listRolloutMoves: async () => ({ path: `/api/v1/rollouts/${await plantRollout()}/moves` }),
  defineSpotCheck: (place) => ({
    path: '/api/v1/spot-checks',
    headers: key(),
    body: {
      ...{ title: '抽查', organisationId: PLACES[place].community, frame: {}, size: 1 },
      chance: { kind: 'number', source: '彩票', drawnAt: '2099-01-01T00:00:00Z' },
    },
  }),
  previewSpotCheck: (place) => ({
    path: '/api/v1/spot-checks/preview',
    body: { organisationId: PLACES[place].community, frame: {}, size: 1 },
  }),
  commandSpotCheck: async (place) => ({
    path: `/api/v1/spot-checks/${await plantCheck(place)}/commands`,
    headers: key(),
    body: { type: 'cancel', reason: '有误' },
  }),
  listStayingCases: () => ({ path: '/api/v1/programmes/zhangjiagang/staying' }),
  listInspectorOffers: async (place) => ({
    path: `/api/v1/spot-checks/${await plantCheck(place)}/inspectors?caseNumber=BJ-1`,
  }),
  showSpotCheck: async (place) => ({ path: `/api/v1/spot-checks/${await plantCheck(place)}` }),
  showPopulation: async (place) => {
    const checkId = await plantCheck(place);
    await api.deps.ledger.spotChecks.advance({ checkId, now: new Date().toISOString() });
    return { path: `/api/v1/spot-checks/${checkId}/population` };
  },
  verifySpotCheck: async (place) => ({ path: `/api/v1/spot-checks/${await plantCheck(place)}/verify` }),
  showSpotCheckReport: async (place) => ({ path: `/api/v1/spot-checks/${await plantCheck(place)}/report` }),
  exportSpotCheckReport: async (place) => ({
    path: `/api/v1/spot-checks/${await plantCheck(place)}/report/export`,
  }),
  giveWitnessCommand: async (place, { id: personId }) => {
    const checkId = await plantCheck(place, personId);
    await api.deps.ledger.spotChecks.advance({ checkId, now: new Date().toISOString() });
    return {
      path: `/api/v1/spot-checks/${checkId}/witness`,
      headers: key(),
      body: { type: 'commit', commitment: 'a'.repeat(64) },
    };
  },
  previewClosure: (place) => ({
    path: '/api/v1/calendar/closures/preview',
    body: {
      ...{ organisationId: PLACES[place].community, date: '2026-07-27', until: '2026-07-28' },
      ...{ kind: 'CLOSED', name: '台风停工' },
    },
  }),
  addClosure: (place) => ({
    path: '/api/v1/calendar/closures',
    body: {
      organisationId: PLACES[place].community,
      date: '2026-07-24',
      kind: 'CLOSED',
      name: '台风停工',
      source: '通知',
    },
  }),
  cancelClosure: async (place) => {
    const { id } = await api.prisma.localClosure.create({
      data: {
        ...{ id: randomUUID(), organisationId: PLACES[place].community, date: '2026-07-23', kind: 'CLOSED' },
        ...{
          name: '台风停工',
          source: '通知',
          enteredBy: 'test',
          enteredAt: new Date(),
          cancelledAt: new Date(),
        },
      },
    });
    return { path: `/api/v1/calendar/closures/${id}/cancel` };
  },
  setWorkingHours: (place) => ({
    path: `/api/v1/organisations/${PLACES[place].community}/working-hours`,
    body: { hours: null },
  }),
  showDelivery: async () => ({ path: `/api/v1/channels/deliveries/${await plantDelivery()}` }),
  resendDelivery: async () => ({ path: `/api/v1/channels/deliveries/${await plantDelivery()}/resend` }),
  giveUpDelivery: async () => ({
    path: `/api/v1/channels/deliveries/${await plantDelivery()}/give-up`,
    body: {},
  }),
  testChannel: () => ({ path: '/api/v1/channels/mail/test', body: {} }),
  createSuggestion: (place) => ({
    path: '/api/v1/suggestions',
    body: {
      programmeCode: 'zhangjiagang',
      organisationId: PLACES[place].community,
      channel: 'wechat',
      words: '漏雨',
      noticeShown: true,
    },
  }),
  listSuggestions: (place) => ({ path: `/api/v1/suggestions${under(place)}` }),
  showSuggestion: async (place) => ({ path: `/api/v1/suggestions/${await plantSuggestion(place)}` }),
  refuseSuggestion: async (place) => ({
    path: `/api/v1/suggestions/${await plantSuggestion(place)}/refusal`,
    body: { reasonCode: 'other', publicText: '不在本制度范围内。' },
  }),
  reopenSuggestion: async (place) => {
    const suggestionId = await plantSuggestion(place);
    const refusal = {
      reasonCode: 'other',
      publicText: '不予采纳。',
      refusedAt: new Date(),
      refusedBy: 'somebody',
    };
    await api.prisma.suggestionRefusal.create({ data: { id: randomUUID(), suggestionId, ...refusal } });
    return { path: `/api/v1/suggestions/${suggestionId}/refusal` };
  },
  showProposer: async (place) => ({ path: `/api/v1/suggestions/${await plantSuggestion(place)}/proposer` }),
  setProposerMessages: async (place) => ({
    path: `/api/v1/suggestions/${await plantSuggestion(place)}/proposer/messages`,
    body: { wanted: false },
  }),
  showReceipt: async (place) => {
    const { receiptNo } = await api.prisma.suggestion.create({
      data: { id: randomUUID(), receiptNo: nextReceipt(), organisationId: place, orgPath: '/', ...RECEIVED },
    });
    return { path: `/api/v1/suggestions/receipts/${receiptNo}` };
  },
  openCase: (place) => ({
    path: '/api/v1/cases',
    headers: key(),
    body: {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      title: '车棚',
      organisationId: PLACES[place].community,
    },
  }),
  showOpenForm: (place) => ({
    path: `/api/v1/open-form?programmeCode=zhangjiagang&organisationId=${PLACES[place].community}`,
  }),
  joinSuggestions: (place) => ({
    path: `/api/v1/cases/${caseAt[place]}/suggestions`,
    headers: key(),
    body: { suggestions: ['none'] },
  }),
  findCases: () => ({ path: `/api/v1/find?text=${encodeURIComponent('车棚')}` }),
  findByProposer: () => ({ path: '/api/v1/find/by-proposer', body: { proposer: '居民甲' } }),
  listSimilarCases: (place) => ({
    path: `/api/v1/similar-cases${under(place)}&title=${encodeURIComponent('车棚翻修')}`,
  }),
  saveView: () => ({
    path: '/api/v1/me/views',
    body: { screen: 'board', name: randomUUID(), query: 'due=overdue' },
  }),
  changeView: async (_place, { id }) => ({
    path: `/api/v1/me/views/${await plantView(id)}`,
    body: { name: randomUUID() },
  }),
  deleteView: async (_place, { id }) => ({ path: `/api/v1/me/views/${await plantView(id)}` }),
  listCases: (place) => ({ path: `/api/v1/cases${under(place)}` }),
  showCase: (place) => ({ path: `/api/v1/cases/${caseAt[place]}` }),
  giveCommand: (place) => ({
    path: `/api/v1/cases/${caseAt[place]}/commands`,
    headers: key(),
    body: { type: 'submit', data: {} },
  }),
  listCaseMessages: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/messages` }),
  listCasePeople: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/people` }),
  showCaseEngine: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/engine` }),
  listLedger: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/ledger` }),
  attachFile: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/files`, ...upload() }),
  downloadFile: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/files/${fileAt[place]}` }),
  showThumbnail: (place) => ({ path: `/api/v1/cases/${caseAt[place]}/files/${photoAt[place]}/thumbnail` }),
  explainClock: async (place) => {
    const clock = await api.prisma.clockRow.findFirstOrThrow({ where: { caseId: caseAt[place] } });
    return { path: `/api/v1/cases/${caseAt[place]}/clocks/${clock.clockId}/why` };
  },
  showBoard: (place) => ({ path: `/api/v1/board${under(place)}` }),
  listBoardCases: (place) => ({ path: `/api/v1/board/cases${under(place)}` }),
  exportBoard: (place) => ({ path: `/api/v1/board/export${under(place)}&format=csv` }),
  showOnTime: (place) => ({ path: `/api/v1/figures/on-time${under(place)}` }),
  listInspections: (place) => ({ path: `/api/v1/inspections${under(place)}` }),
  showInspectionPlan: (place) => ({ path: `/api/v1/inspections/plan${under(place)}` }),
  listFindings: (place) => ({ path: `/api/v1/findings${under(place)}` }),
  showCheckSheet: (place) => ({ path: `/api/v1/inspections/sheet${under(place)}` }),
  exportFindings: (place) => ({ path: `/api/v1/findings/export${under(place)}&format=csv` }),
  countFindings: (place) => ({ path: `/api/v1/findings/counts${under(place)}` }),
  showBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}` }),
  showFrozenBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/frozen` }),
  showBulletinDocument: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/document` }),
  showBulletinWorkbook: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/workbook` }),
  buildBulletin: (place) => ({
    path: '/api/v1/bulletins',
    body: { programmeCode: 'zhangjiagang', organisationId: PLACES[place].street, month: '2020-01' },
  }),
  recountBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/recount` }),
  editBulletin: (place) => ({
    path: `/api/v1/bulletins/${bulletinAt[place]}`,
    body: { parts: { next: '请抓紧。' }, edits: 0 },
  }),
  signBulletin: (place) => ({
    path: `/api/v1/bulletins/${bulletinAt[place]}/sign`,
    body: { edits: 0 },
  }),
  unsignBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/unsign` }),
  publishBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/publish` }),
  correctBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}/correction` }),
  discardBulletin: (place) => ({ path: `/api/v1/bulletins/${bulletinAt[place]}` }),
  listOnTimeClocks: (place) => ({ path: `/api/v1/figures/on-time/clocks${under(place)}` }),
  readNotification: async (place) => {
    const organisationId = PLACES[place].street;
    const row = await api.prisma.notification.create({
      data: {
        caseId: caseAt[place],
        key: randomUUID(),
        kind: 'overdue',
        role: 'inspector',
        organisationId,
        data: {},
        at: new Date(),
      },
    });
    return { path: `/api/v1/notifications/${row.id}/read` };
  },
};
const RECEIVED = {
  programmeCode: 'zhangjiagang',
  channel: 'wechat',
  words: '漏雨',
  enteredBy: 'test',
  createdAt: new Date(),
};
let receipts = 0;
const nextReceipt = () => `20260304-${String(++receipts).padStart(8, '0')}`;

/** A missing right shows as one of these; every other answer means that the caller was let in. */
const REFUSED = ['not-signed-in', 'forbidden', 'foreign-origin', 'not-found'];

const isIn = (answer: Answer) => !REFUSED.includes(String(answer.body['code']));

function expects(who: Who, { role, token }: Caller): boolean {
  if (who === 'everyone') return true;
  if (who === 'signed-in') return token !== null;
  return role !== null && who.includes(role);
}

describe('the walk: every route × every role × own and another organisation', () => {
  it('expects something of every route, and of no route that is gone', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(ROUTES.map((route) => route.operation).sort());
  });

  const steps = ROUTES.flatMap((route) =>
    (['own', 'other'] as const).map((place) => ({ route, place, operation: route.operation })),
  );
  it.each(steps)('$operation, $place', async ({ route, place, operation }) => {
    const rows = await Promise.all(
      callers.map(async (caller) => {
        const { path, ...sent } = (await PLANS[operation]?.(place, caller)) ?? { path: route.path };
        expect(path).not.toContain('{');
        const token = caller.token === null ? {} : { token: caller.token };
        const answer = await ask(api.url, route.method.toUpperCase(), path, { ...sent, ...token });
        // Let in must not mean "broke": the walk is of no use if requests fail before their handler.
        expect(answer.status).toBeLessThan(500);
        // Whoever is kept out learns which post it needs.
        if (answer.body['code'] === 'forbidden')
          expect(answer.body['detail']).toEqual(expect.stringMatching(/./));
        return { name: caller.name, seen: isIn(answer), wanted: expects(EXPECTED[operation][place], caller) };
      }),
    );
    const told = (which: 'seen' | 'wanted') => rows.map((row) => `${row.name}: ${row[which] ? 'in' : 'out'}`);
    expect(told('seen')).toEqual(told('wanted'));
  });
});

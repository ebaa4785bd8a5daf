import { CASE_ROLES, STAGE_ROLES, type Role } from './roles';

/**
 * Who may call an operation. `where` says how far a post reaches:
 * - `anywhere`: holding the role is enough; lists then show only what the posts cover;
 * - `city`: the post must be held at a city, or at the top of the tree where there is none: rules for everybody;
 * - `organisation`: the request names an organisation, and one of the posts must cover it;
 * - `row`: the record that is asked for belongs to an organisation; what no post covers answers "not found".
 */
export type Access =
  { who: 'public' } | { who: 'signed-in' } | { who: 'posts'; roles: readonly Role[]; where: Where };

export type Where = 'anywhere' | 'city' | 'organisation' | 'row';

const PUBLIC: Access = { who: 'public' };
const SIGNED_IN: Access = { who: 'signed-in' };
const posts = (where: Where, ...roles: Role[]): Access => ({
  who: 'posts',
  roles,
  where,
});

/** Posts that read what residents of their places said. */
const SUGGESTION_ROLES: readonly Role[] = [
  'grid-worker',
  'officer',
  'secretary',
  'reviewer',
  'publisher',
  'inspector',
  'deputy',
  'leader',
];

/** Posts that answer for what others do: the supervisor's desk is theirs. */
const SUPERVISING_ROLES: readonly Role[] = ['officer', 'inspector', 'deputy', 'leader', 'auditor'];

/** THE permission table: an operation that is not in it cannot be defined. Administrators see no business data. */
export const PERMISSIONS = {
  // process
  showHealth: PUBLIC,
  showReadiness: PUBLIC,
  showMetrics: PUBLIC,
  showOpenApi: PUBLIC,
  showDocs: PUBLIC,
  showProblem: PUBLIC,
  // sign-in
  showSignInOptions: PUBLIC,
  showSession: PUBLIC,
  signIn: PUBLIC,
  signInToDemo: PUBLIC,
  startOidc: PUBLIC,
  finishOidc: PUBLIC,
  signOut: SIGNED_IN,
  showMe: SIGNED_IN,
  changeOwnPassword: SIGNED_IN,
  setOwnLanguage: SIGNED_IN,
  listTokens: SIGNED_IN,
  createToken: SIGNED_IN,
  revokeToken: SIGNED_IN,
  // the organisation tree and its people
  listOrganisations: SIGNED_IN,
  createOrganisation: posts('organisation', 'admin'),
  renameOrganisation: posts('organisation', 'admin'),
  setWorkingHours: posts('organisation', 'admin'),
  listOrganisationPosts: posts('organisation', 'admin'),
  listPeople: posts('anywhere', 'admin'),
  createPerson: posts('anywhere', 'admin'),
  disablePerson: posts('row', 'admin'),
  enablePerson: posts('row', 'admin'),
  setPassword: posts('row', 'admin'),
  setLanguage: posts('row', 'admin'),
  givePost: posts('organisation', 'admin'),
  endPost: posts('row', 'admin'),
  showOwnContact: SIGNED_IN,
  setOwnContact: SIGNED_IN,
  showContact: posts('row', 'admin'),
  setContact: posts('row', 'admin'),
  // for oneself; leaders and administrators for others (decidesFor)
  enterSubstitute: SIGNED_IN,
  listSubstitutes: SIGNED_IN,
  listSubstituteCandidates: SIGNED_IN,
  cancelSubstitute: SIGNED_IN,
  listAudit: posts('anywhere', 'auditor', 'admin'),
  // rules: disclosed by default (政府信息公开条例 13)
  listProgrammes: PUBLIC,
  showProgramme: PUBLIC,
  // figures of open cases, without a case in them
  listStayingCases: posts('anywhere', ...CASE_ROLES),
  checkProgramme: posts('anywhere', 'leader'),
  publishProgramme: posts('anywhere', 'leader'),
  listCalendarYears: PUBLIC,
  showCalendarYear: PUBLIC,
  showCalendarStatus: SIGNED_IN,
  previewCalendar: posts('city', 'leader', 'officer'),
  importCalendar: posts('city', 'leader', 'officer'),
  listClosures: SIGNED_IN,
  previewClosure: posts('organisation', 'leader', 'officer'),
  addClosure: posts('organisation', 'leader', 'officer'),
  cancelClosure: posts('row', 'leader', 'officer'),
  showDue: PUBLIC,
  // a changed calendar or programme that walks through open cases
  startRollout: posts('city', 'leader', 'officer'),
  cancelRollout: posts('city', 'leader', 'officer'),
  listRollouts: posts('anywhere', ...CASE_ROLES, 'operator'),
  showRollout: posts('anywhere', ...CASE_ROLES, 'operator'),
  listRolloutMoves: posts('anywhere', ...CASE_ROLES),
  // random spot checks: defined by whoever supervises the place, published to everybody
  defineSpotCheck: posts('organisation', 'leader', 'officer'),
  previewSpotCheck: posts('organisation', 'leader', 'officer'),
  listWitnessCandidates: posts('anywhere', 'leader', 'officer'),
  commandSpotCheck: posts('row', 'leader', 'officer'),
  listInspectorOffers: posts('row', 'leader', 'officer'),
  listSpotChecks: PUBLIC,
  showSpotCheck: PUBLIC,
  showPopulation: PUBLIC,
  verifySpotCheck: SIGNED_IN,
  showSpotCheckReport: PUBLIC,
  exportSpotCheckReport: PUBLIC,
  // by the witnesses that the check names
  giveWitnessCommand: SIGNED_IN,
  // inspections and what was found, of the places that a post covers
  listInspections: posts('anywhere', ...CASE_ROLES),
  showInspectionPlan: posts('anywhere', ...CASE_ROLES),
  // the sheet of a town's quarterly check: those who supervise
  showCheckSheet: posts('organisation', ...SUPERVISING_ROLES),
  listFindings: posts('anywhere', ...CASE_ROLES),
  countFindings: posts('anywhere', ...CASE_ROLES),
  exportFindings: posts('anywhere', ...CASE_ROLES),
  // monthly bulletins: published to everybody; drafts are seen by those who prepare them, officers and leaders of the city
  listBulletins: PUBLIC,
  showBulletin: PUBLIC,
  showFrozenBulletin: PUBLIC,
  showBulletinDocument: PUBLIC,
  // with the cases behind the month as they are on record now
  showBulletinWorkbook: posts('city', 'officer', 'leader'),
  listBulletinChoices: posts('city', 'officer', 'leader'),
  countBulletins: posts('city', 'officer', 'leader'),
  buildBulletin: posts('city', 'officer', 'leader'),
  recountBulletin: posts('city', 'officer', 'leader'),
  editBulletin: posts('city', 'officer', 'leader'),
  signBulletin: posts('city', 'leader'),
  unsignBulletin: posts('city', 'leader'),
  publishBulletin: posts('city', 'officer', 'leader'),
  correctBulletin: posts('city', 'officer', 'leader'),
  discardBulletin: posts('city', 'officer', 'leader'),
  // ways out of the product: no business data in them
  listChannels: posts('anywhere', 'operator', 'admin'),
  listDeliveries: posts('anywhere', 'operator', 'admin'),
  listUnreachable: posts('anywhere', 'operator', 'admin'),
  showDelivery: posts('anywhere', 'operator', 'admin'),
  resendDelivery: posts('anywhere', 'operator', 'admin'),
  giveUpDelivery: posts('anywhere', 'operator', 'admin'),
  testChannel: posts('anywhere', 'operator', 'admin'),
  // suggestions
  createSuggestion: SIGNED_IN,
  listSuggestions: posts('anywhere', ...SUGGESTION_ROLES),
  showSuggestion: posts('row', ...SUGGESTION_ROLES),
  // to say no to a resident without a case: those who take suggestions up
  refuseSuggestion: posts('row', 'officer', 'secretary'),
  reopenSuggestion: posts('row', 'officer', 'secretary'),
  showProposer: posts('row', 'officer'),
  setProposerMessages: posts('row', 'officer'),
  showReceipt: PUBLIC,
  // cases: whoever may see one is decided per case (maySee), who may act by the case itself (COMMAND_RULES)
  openCase: posts('organisation', ...STAGE_ROLES),
  // what to ask for when one is opened there
  showOpenForm: posts('organisation', ...STAGE_ROLES),
  joinSuggestions: SIGNED_IN,
  listCases: posts('anywhere', ...CASE_ROLES),
  findCases: posts('anywhere', ...CASE_ROLES),
  // by name or phone of a resident: those who may see who made a suggestion, and only of their own places
  findByProposer: posts('anywhere', 'officer'),
  // what a new case may be the same as, of what the caller may see in the street
  listSimilarCases: posts('organisation', ...STAGE_ROLES),
  showCase: SIGNED_IN,
  giveCommand: SIGNED_IN,
  listLedger: SIGNED_IN,
  listCaseMessages: SIGNED_IN,
  listCasePeople: SIGNED_IN,
  // of the engine only, without business data
  showCaseEngine: posts('row', 'operator', 'admin'),
  explainClock: SIGNED_IN,
  attachFile: SIGNED_IN,
  downloadFile: SIGNED_IN,
  showThumbnail: SIGNED_IN,
  // the overdue board, of the places that a post covers
  showBoard: posts('anywhere', ...CASE_ROLES),
  listBoardCases: posts('anywhere', ...CASE_ROLES),
  exportBoard: posts('anywhere', ...CASE_ROLES),
  // figures about the work, of the places that a post covers
  showOnTime: posts('anywhere', ...CASE_ROLES),
  listOnTimeClocks: posts('anywhere', ...CASE_ROLES),
  // about the product itself: operators, and officers and leaders at the head of a tree
  showLateness: posts('anywhere', 'operator', 'officer', 'leader'),
  // what I must do and was told
  listDuties: SIGNED_IN,
  countDuties: SIGNED_IN,
  listViews: SIGNED_IN,
  saveView: SIGNED_IN,
  changeView: SIGNED_IN,
  deleteView: SIGNED_IN,
  listAcknowledgements: SIGNED_IN,
  listNotifications: SIGNED_IN,
  countNotifications: SIGNED_IN,
  readNotification: SIGNED_IN,
  streamLive: SIGNED_IN,
} as const satisfies Record<string, Access>;

export type Operation = keyof typeof PERMISSIONS;

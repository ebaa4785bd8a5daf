import type { Operation } from '../../../domain/permissions';
import type { Role } from '../../../domain/roles';

/** Who is let in: everybody, everybody signed in, whoever holds one of these roles, or nobody. */
export type Who = 'everyone' | 'signed-in' | readonly Role[];

export interface Expected {
  /** About a place that the caller's post covers. */
  own: Who;
  /** About a place in another city. */
  other: Who;
}

const same = (who: Who): Expected => ({ own: who, other: who });
const here = (...roles: Role[]): Expected => ({ own: roles, other: [] });

const EVERYONE = same('everyone');
const SIGNED_IN = same('signed-in');
const STAFF: readonly Role[] = [
  'grid-worker',
  'officer',
  'secretary',
  'expert',
  'reviewer',
  'publisher',
  'finance',
  'implementer',
  'inspector',
  'deputy',
  'leader',
];

/**
 * Who may do what, written down by hand a second time. It is not derived from `domain/permissions.ts`: a right that
 * changes there without changing here is a failing test. Every post of the walk is held at a street.
 */
export const EXPECTED: Record<Operation, Expected> = {
  showHealth: EVERYONE,
  showReadiness: EVERYONE,
  showMetrics: EVERYONE,
  showOpenApi: EVERYONE,
  showDocs: EVERYONE,
  showProblem: EVERYONE,
  showSignInOptions: EVERYONE,
  signIn: EVERYONE,
  signInToDemo: EVERYONE,
  startOidc: EVERYONE,
  finishOidc: EVERYONE,
  signOut: SIGNED_IN,
  showMe: SIGNED_IN,
  changeOwnPassword: SIGNED_IN,
  listTokens: SIGNED_IN,
  createToken: SIGNED_IN,
  revokeToken: SIGNED_IN,
  listOrganisations: SIGNED_IN,
  createOrganisation: here('admin'),
  renameOrganisation: here('admin'),
  setWorkingHours: here('admin'),
  listOrganisationPosts: here('admin'),
  listPeople: same(['admin']),
  createPerson: same(['admin']),
  disablePerson: here('admin'),
  enablePerson: here('admin'),
  setPassword: here('admin'),
  givePost: here('admin'),
  endPost: here('admin'),
  showOwnContact: SIGNED_IN,
  setOwnContact: SIGNED_IN,
  showContact: here('admin'),
  setContact: here('admin'),
  enterSubstitute: here('leader', 'admin'),
  listSubstitutes: SIGNED_IN,
  listSubstituteCandidates: here('leader', 'admin'),
  cancelSubstitute: here('leader', 'admin'),
  listAudit: same(['auditor', 'admin']),
  listProgrammes: EVERYONE,
  showProgramme: EVERYONE,
  // Not at a street: at the head of a tree only (tests/api/rules.test.ts).
  checkProgramme: same(['leader']),
  publishProgramme: same([]),
  listCalendarYears: EVERYONE,
  showCalendarYear: EVERYONE,
  showCalendarStatus: SIGNED_IN,
  // Only posts of a city, and every post of the walk is held at a street.
  previewCalendar: same([]),
  importCalendar: same([]),
  startRollout: same([]),
  cancelRollout: same([]),
  listRollouts: same([...STAFF, 'auditor', 'operator']),
  showRollout: same([...STAFF, 'auditor', 'operator']),
  listRolloutMoves: same([...STAFF, 'auditor']),
  defineSpotCheck: here('leader', 'officer'),
  commandSpotCheck: here('leader', 'officer'),
  listSpotChecks: EVERYONE,
  showSpotCheck: EVERYONE,
  showPopulation: EVERYONE,
  verifySpotCheck: SIGNED_IN,
  giveWitnessCommand: SIGNED_IN,
  listClosures: SIGNED_IN,
  previewClosure: here('leader', 'officer'),
  addClosure: here('leader', 'officer'),
  cancelClosure: here('leader', 'officer'),
  showDue: EVERYONE,
  listChannels: same(['operator', 'admin']),
  listDeliveries: same(['operator', 'admin']),
  listUnreachable: same(['operator', 'admin']),
  showDelivery: same(['operator', 'admin']),
  resendDelivery: same(['operator', 'admin']),
  giveUpDelivery: same(['operator', 'admin']),
  testChannel: same(['operator', 'admin']),
  createSuggestion: SIGNED_IN,
  listSuggestions: here(
    'grid-worker',
    'officer',
    'secretary',
    'reviewer',
    'publisher',
    'inspector',
    'deputy',
    'leader',
  ),
  showProposer: here('officer'),
  setProposerMessages: here('officer'),
  showReceipt: EVERYONE,
  openCase: here(...STAFF),
  showOpenForm: here(...STAFF),
  joinSuggestions: here(...STAFF, 'auditor'),
  listCases: here(...STAFF, 'auditor'),
  findCases: same([...STAFF, 'auditor']),
  findByProposer: same(['officer']),
  listSimilarCases: here(...STAFF),
  showCase: here(...STAFF, 'auditor'),
  giveCommand: here(...STAFF, 'auditor'),
  listLedger: here(...STAFF, 'auditor'),
  listCaseMessages: here(...STAFF, 'auditor'),
  listCasePeople: here(...STAFF, 'auditor'),
  showCaseEngine: here('operator', 'admin'),
  explainClock: here(...STAFF, 'auditor'),
  attachFile: here(...STAFF, 'auditor'),
  downloadFile: here(...STAFF, 'auditor'),
  showBoard: here(...STAFF, 'auditor'),
  listBoardCases: here(...STAFF, 'auditor'),
  exportBoard: here(...STAFF, 'auditor'),
  showOnTime: here(...STAFF, 'auditor'),
  listOnTimeClocks: here(...STAFF, 'auditor'),
  // Officers and leaders only at the head of a tree, and nobody of the walk is.
  showLateness: same(['operator']),
  listDuties: SIGNED_IN,
  countDuties: SIGNED_IN,
  listViews: SIGNED_IN,
  saveView: SIGNED_IN,
  changeView: SIGNED_IN,
  deleteView: SIGNED_IN,
  listAcknowledgements: SIGNED_IN,
  listNotifications: SIGNED_IN,
  countNotifications: SIGNED_IN,
  streamLive: SIGNED_IN,
  // The one of the walk is addressed to the inspector of that street.
  readNotification: here('inspector'),
};

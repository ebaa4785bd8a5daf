import type { Route } from '../route';
import { listAudit } from './audit/list-audit';
import { exportBoard } from './board/export-board';
import { listBoardCases } from './board/list-board-cases';
import { showBoard } from './board/show-board';
import { countBulletins } from './bulletins/count-bulletins';
import { buildBulletin } from './bulletins/build-bulletin';
import { editBulletin } from './bulletins/edit-bulletin';
import { listBulletinChoices } from './bulletins/list-choices';
import { listBulletins } from './bulletins/list-bulletins';
import { showBulletin } from './bulletins/show-bulletin';
import { showBulletinDocument } from './bulletins/show-document';
import { showBulletinWorkbook } from './bulletins/show-workbook';
import { showFrozenBulletin } from './bulletins/show-frozen';
import { correctBulletin } from './bulletins/correct-bulletin';
import { discardBulletin } from './bulletins/discard-bulletin';
import { recountBulletin } from './bulletins/recount-bulletin';
import { publishBulletin } from './bulletins/publish-bulletin';
import { signBulletin } from './bulletins/sign-bulletin';
import { unsignBulletin } from './bulletins/unsign-bulletin';
import { addClosure } from './calendar/add-closure';
import { previewClosure } from './calendar/preview-closure';
import { cancelClosure } from './calendar/cancel-closure';
import { importCalendar } from './calendar/import-calendar';
import { listCalendarYears } from './calendar/list-calendar-years';
import { listClosures } from './calendar/list-closures';
import { previewCalendar } from './calendar/preview-calendar';
import { showCalendarStatus } from './calendar/show-calendar-status';
import { showCalendarYear } from './calendar/show-calendar-year';
import { showDue } from './calendar/show-due';
import { explainClock } from './cases/explain-clock';
import { giveCommand } from './cases/give-command';
import { joinSuggestions } from './cases/join-suggestions';
import { listCaseMessages } from './cases/list-case-messages';
import { listCasePeople } from './cases/list-case-people';
import { listCases } from './cases/list-cases';
import { listLedger } from './cases/list-ledger';
import { openCase } from './cases/open-case';
import { showCase } from './cases/show-case';
import { showOpenForm } from './cases/show-open-form';
import { showCaseEngine } from './cases/show-case-engine';
import { giveUpDelivery } from './channels/give-up-delivery';
import { listChannels } from './channels/list-channels';
import { listDeliveries } from './channels/list-deliveries';
import { listUnreachable } from './channels/list-unreachable';
import { resendDelivery } from './channels/resend-delivery';
import { showDelivery } from './channels/show-delivery';
import { testChannel } from './channels/test-channel';
import { setContact } from './contacts/set-contact';
import { setOwnContact } from './contacts/set-own-contact';
import { showContact } from './contacts/show-contact';
import { showOwnContact } from './contacts/show-own-contact';
import { findByProposer } from './find/find-by-proposer';
import { findCases } from './find/find-cases';
import { listSimilarCases } from './find/list-similar-cases';
import { countDuties } from './duties/count-duties';
import { listAcknowledgements } from './duties/list-acknowledgements';
import { listDuties } from './duties/list-duties';
import { attachFile } from './files/attach-file';
import { downloadFile } from './files/download-file';
import { showThumbnail } from './files/show-thumbnail';
import { countFindings } from './findings/count-findings';
import { exportFindings } from './findings/export-findings';
import { listFindings } from './findings/list-findings';
import { showCheckSheet } from './inspections/show-check-sheet';
import { listInspections } from './inspections/list-inspections';
import { showInspectionPlan } from './inspections/show-inspection-plan';
import { listOnTimeClocks } from './figures/list-on-time-clocks';
import { showOnTime } from './figures/show-on-time';
import { showLateness } from './lateness/show-lateness';
import { streamLive } from './live/stream-live';
import { countNotifications } from './notifications/count-notifications';
import { listNotifications } from './notifications/list-notifications';
import { readNotification } from './notifications/read-notification';
import { createOrganisation } from './organisations/create-organisation';
import { listOrganisationPosts } from './organisations/list-organisation-posts';
import { listOrganisations } from './organisations/list-organisations';
import { renameOrganisation } from './organisations/rename-organisation';
import { setWorkingHours } from './organisations/set-working-hours';
import { createPerson } from './people/create-person';
import { disablePerson } from './people/disable-person';
import { enablePerson } from './people/enable-person';
import { endPost } from './people/end-post';
import { givePost } from './people/give-post';
import { listPeople } from './people/list-people';
import { setLanguage } from './people/set-language';
import { setPassword } from './people/set-password';
import { showDocs } from './process/show-docs';
import { showHealth } from './process/show-health';
import { showMetrics } from './process/show-metrics';
import { showOpenApi } from './process/show-open-api';
import { showProblem } from './process/show-problem';
import { showReadiness } from './process/show-readiness';
import { checkProgramme } from './programmes/check-programme';
import { listProgrammes } from './programmes/list-programmes';
import { listStayingCases } from './programmes/list-staying-cases';
import { publishProgramme } from './programmes/publish-programme';
import { showProgramme } from './programmes/show-programme';
import { cancelRollout } from './rollouts/cancel-rollout';
import { listRolloutMoves } from './rollouts/list-rollout-moves';
import { listRollouts } from './rollouts/list-rollouts';
import { showRollout } from './rollouts/show-rollout';
import { startRollout } from './rollouts/start-rollout';
import { changeOwnPassword } from './session/change-own-password';
import { createToken } from './session/create-token';
import { finishOidc } from './session/finish-oidc';
import { listTokens } from './session/list-tokens';
import { revokeToken } from './session/revoke-token';
import { setOwnLanguage } from './session/set-own-language';
import { showMe } from './session/show-me';
import { showSession } from './session/show-session';
import { showSignInOptions } from './session/show-sign-in-options';
import { signInToDemo } from './session/sign-in-to-demo';
import { signIn } from './session/sign-in';
import { signOut } from './session/sign-out';
import { startOidc } from './session/start-oidc';
import { commandSpotCheck } from './spot-checks/command-spot-check';
import { defineSpotCheck } from './spot-checks/define-spot-check';
import { giveWitnessCommand } from './spot-checks/give-witness-command';
import { listInspectorOffers } from './spot-checks/list-inspector-offers';
import { listSpotChecks } from './spot-checks/list-spot-checks';
import { listWitnessCandidates } from './spot-checks/list-witness-candidates';
import { previewSpotCheck } from './spot-checks/preview-spot-check';
import { showPopulation } from './spot-checks/show-population';
import { showSpotCheck } from './spot-checks/show-spot-check';
import { exportSpotCheckReport } from './spot-checks/export-report';
import { showSpotCheckReport } from './spot-checks/show-report';
import { verifySpotCheck } from './spot-checks/verify-spot-check';
import { cancelSubstitute } from './substitutes/cancel-substitute';
import { enterSubstitute } from './substitutes/enter-substitute';
import { listSubstituteCandidates } from './substitutes/list-candidates';
import { listSubstitutes } from './substitutes/list-substitutes';
import { createSuggestion } from './suggestions/create-suggestion';
import { listSuggestions } from './suggestions/list-suggestions';
import { refuseSuggestion } from './suggestions/refuse-suggestion';
import { reopenSuggestion } from './suggestions/reopen-suggestion';
import { setProposerMessages } from './suggestions/set-proposer-messages';
import { showProposer } from './suggestions/show-proposer';
import { showReceipt } from './suggestions/show-receipt';
import { showSuggestion } from './suggestions/show-suggestion';
import { changeView } from './views/change-view';
import { deleteView } from './views/delete-view';
import { listViews } from './views/list-views';
import { saveView } from './views/save-view';

const session = [
  showSignInOptions,
  signIn,
  signInToDemo,
  signOut,
  startOidc,
  finishOidc,
  showMe,
  showSession,
  changeOwnPassword,
  setOwnLanguage,
  listTokens,
  createToken,
  revokeToken,
];
const organisations = [
  listOrganisations,
  createOrganisation,
  renameOrganisation,
  setWorkingHours,
  listOrganisationPosts,
];
const people = [
  listPeople,
  createPerson,
  disablePerson,
  enablePerson,
  setPassword,
  setLanguage,
  givePost,
  endPost,
];
const contacts = [showOwnContact, setOwnContact, showContact, setContact];
const substitutes = [listSubstitutes, listSubstituteCandidates, enterSubstitute, cancelSubstitute];
const rules = [listProgrammes, listStayingCases, showProgramme, checkProgramme, publishProgramme];
const calendar = [
  listCalendarYears,
  showCalendarYear,
  showCalendarStatus,
  previewCalendar,
  importCalendar,
  listClosures,
  previewClosure,
  addClosure,
  cancelClosure,
  showDue,
];
const rollouts = [startRollout, listRollouts, showRollout, listRolloutMoves, cancelRollout];
const spotChecks = [
  defineSpotCheck,
  previewSpotCheck,
  listWitnessCandidates,
  listSpotChecks,
  showSpotCheck,
  showPopulation,
  verifySpotCheck,
  showSpotCheckReport,
  exportSpotCheckReport,
  giveWitnessCommand,
  listInspectorOffers,
  commandSpotCheck,
];
const channels = [
  listChannels,
  listDeliveries,
  listUnreachable,
  showDelivery,
  resendDelivery,
  giveUpDelivery,
  testChannel,
];
const suggestions = [
  createSuggestion,
  listSuggestions,
  showSuggestion,
  refuseSuggestion,
  reopenSuggestion,
  showProposer,
  setProposerMessages,
  showReceipt,
];
const cases = [
  openCase,
  showOpenForm,
  joinSuggestions,
  listCases,
  showCase,
  giveCommand,
  listLedger,
  listCaseMessages,
  listCasePeople,
  showCaseEngine,
  explainClock,
  attachFile,
  downloadFile,
  showThumbnail,
];
const work = [
  listDuties,
  countDuties,
  listAcknowledgements,
  listNotifications,
  countNotifications,
  readNotification,
  streamLive,
];
const find = [findCases, findByProposer, listSimilarCases];
const views = [listViews, saveView, changeView, deleteView];
const board = [showBoard, listBoardCases, exportBoard];
const figures = [showOnTime, listOnTimeClocks, showLateness];
const inspections = [
  listInspections,
  showInspectionPlan,
  showCheckSheet,
  listFindings,
  countFindings,
  exportFindings,
];
const bulletins = [
  listBulletins,
  listBulletinChoices,
  countBulletins,
  showBulletin,
  showFrozenBulletin,
  showBulletinDocument,
  showBulletinWorkbook,
  buildBulletin,
  recountBulletin,
  editBulletin,
  signBulletin,
  unsignBulletin,
  publishBulletin,
  correctBulletin,
  discardBulletin,
];
const process = [showHealth, showReadiness, showMetrics, showOpenApi, showDocs, showProblem];

/** Every route there is: the app, the OpenAPI document and the permission walk are made from this list. */
export const ROUTES: readonly Route[] = [
  ...session,
  ...organisations,
  ...people,
  ...contacts,
  ...substitutes,
  listAudit,
  ...rules,
  ...calendar,
  ...rollouts,
  ...spotChecks,
  ...channels,
  ...suggestions,
  ...cases,
  ...work,
  ...find,
  ...views,
  ...board,
  ...figures,
  ...inspections,
  ...bulletins,
  ...process,
];

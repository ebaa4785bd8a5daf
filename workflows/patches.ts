/** What a patch changed, since when, and the condition under which its old branch may go. */
export interface Patch {
  readonly since: string;
  readonly what: string;
  readonly deleteWhen: string;
}

/**
 * Every id ever given to `patched()`, and none elsewhere.
 *
 * The rule: a change that makes a workflow issue other commands than before (another timer, activity, order) goes
 * behind `patched(id)` with an entry here, and lands together with a saved history of the new path. Once no open
 * case is older than the patch, `deprecatePatch(id)` replaces it; one release later both go. A changed programme,
 * limit or message needs none of this: no rule lives in a workflow.
 */
export const PATCHES = {} as const satisfies Record<string, Patch>;

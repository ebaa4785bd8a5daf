/** One screen as a reviewer wants to see it: who looks, where, and what must be there before it is judged. */
export interface ShownScreen {
  readonly name: string;
  readonly path: string;
  /** Which case `:caseId` of the path is: the first that the list of cases gives for this question. */
  readonly ofCase?: string;
  /** Of which bulletin `:bulletinId` is: the newest of this state. */
  readonly ofBulletin?: string;
  /** Sign-in name of the demo; left out: nobody is signed in. */
  readonly as?: string;
  /** A selector that is there once the screen has what it shows. */
  readonly ready: string;
}

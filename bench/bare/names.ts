/** The queue of the bare workflows, so that their worker and ours never take each other's work. */
export const BARE_QUEUE = 'bench-bare';

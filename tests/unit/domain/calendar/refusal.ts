/** The code of what `f` throws, or 'no refusal': a test compares the code, never the class or the wording. */
export function refusal(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
  return 'no refusal';
}

export function refusalMessage(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  return 'no refusal';
}

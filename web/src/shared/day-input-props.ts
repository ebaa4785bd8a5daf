/** What a field for a day is given, typed or picked. */
export interface DayInputProps {
  readonly id?: string;
  /** A civil date, 2026-03-04; a month, 2026-03, where months are asked for. */
  readonly value?: string | null;
  readonly onChange?: (value: string | undefined) => void;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-required'?: boolean | 'true' | 'false';
  readonly disabled?: boolean;
  readonly months?: boolean;
}

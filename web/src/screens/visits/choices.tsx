import { useId } from 'react';
import styles from './visits.module.css';
import { AsWritten } from '../../shared/as-written';

interface ChoicesProps<T extends string> {
  readonly name: string;
  readonly value: T | '';
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly onChoose: (value: T) => void;
  /** Said aloud with the group, such as what is wrong with it. */
  readonly describedBy?: string;
  readonly showName?: boolean;
}

/** A few answers side by side, each large enough for a thumb: the browser's own radio buttons underneath. */
export function Choices<T extends string>({
  name,
  value,
  options,
  onChoose,
  describedBy,
  showName = false,
}: ChoicesProps<T>) {
  const group = useId();
  return (
    <fieldset className={styles.choices} aria-describedby={describedBy}>
      <legend className={showName ? styles.legend : 'visually-hidden'}>{name}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} data-value={option.value}>
            <input
              type="radio"
              name={group}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChoose(option.value)}
            />
            <span>
              <AsWritten text={option.name} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

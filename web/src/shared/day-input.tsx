import { Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../api/load-part';
import type { DayInputProps } from './day-input-props';

const DayPicker = lazy(async () => ({ default: (await loadPart(() => import('./day-picker'))).DayPicker }));

/**
 * A day as the reader writes it, typed or picked. Browsers' own inputs follow the language of the browser, not that of
 * the page: 03/04 is read in two ways. The calendar is fetched with the first form that asks for a day.
 */
export function DayInput(props: DayInputProps) {
  const [hadFocus, setHadFocus] = useState(false);
  const { id, value, 'aria-label': label } = props;
  return (
    <Suspense
      fallback={
        <Input
          readOnly
          id={id}
          aria-label={label}
          value={value ?? ''}
          style={{ width: 180 }}
          onFocus={() => setHadFocus(true)}
        />
      }
    >
      <DayPicker {...props} hadFocus={hadFocus} />
    </Suspense>
  );
}

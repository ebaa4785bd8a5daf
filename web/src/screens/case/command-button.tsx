import { Button } from 'antd';
import { useState } from 'react';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { CommandForm } from '../../shared/command-form/command-form';
import type { JsonSchema } from '../../shared/command-form/fields';
import { useReturnFocus } from '../../shared/use-return-focus';
import styles from './case.module.css';
import { WIDGETS } from './widgets';

interface CommandButtonsProps {
  readonly of: Case;
  readonly types: readonly string[];
  /** What the place of the buttons says, such as the clock they stand at. */
  readonly given?: Readonly<Record<string, string>>;
}

const NOTHING: Readonly<Record<string, string>> = {};

/** Commands that belong to one part of the page, each opening its form in place. */
export function CommandButtons({ of, types, given = NOTHING }: CommandButtonsProps) {
  const { say } = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const { panel, leave } = useReturnFocus();
  const close = (type: string) => {
    setOpen(null);
    leave(`[data-command="${type}"]`);
  };
  const fits = of.allowed.filter(
    ({ type, schema }) => types.includes(type) && takes(schema as JsonSchema, given),
  );
  const command = fits.find(({ type }) => type === open);
  if (fits.length === 0) return null;
  return (
    <div ref={panel} tabIndex={-1} className={command === undefined ? styles.small : styles.inPlace}>
      {command === undefined ? (
        fits.map(({ type, name }) => (
          <Button key={type} size="small" data-command={type} onClick={() => setOpen(type)}>
            {say(name)}
          </Button>
        ))
      ) : (
        <>
          <h3>{say(command.name)}</h3>
          <CommandForm
            caseId={of.id}
            seq={of.seq}
            command={command}
            given={given}
            widgets={WIDGETS}
            onDone={() => close(command.type)}
            onCancel={() => close(command.type)}
          />
        </>
      )}
    </div>
  );
}

/** Whether the command can be given here: the clock or order is among those it lists. */
function takes(schema: JsonSchema, given: Readonly<Record<string, string>>): boolean {
  return Object.entries(given).every(([field, value]) => {
    const listed = schema.properties?.[field]?.enum;
    return listed === undefined || listed.includes(value);
  });
}

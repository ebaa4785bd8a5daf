import { Button } from 'antd';
import { useState } from 'react';
import type { Case } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { CommandForm } from '../../shared/command-form/command-form';
import type { JsonSchema } from '../../shared/command-form/fields';
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
  const fits = of.allowed.filter(({ type, schema }) => types.includes(type) && takes(schema as JsonSchema, given));
  const command = fits.find(({ type }) => type === open);
  if (fits.length === 0) return null;
  if (command === undefined)
    return (
      <div className={styles.small}>
        {fits.map(({ type, name }) => (
          <Button key={type} size="small" onClick={() => setOpen(type)}>
            {say(name)}
          </Button>
        ))}
      </div>
    );
  return (
    <div className={styles.inPlace}>
      <h4>{say(command.name)}</h4>
      <CommandForm
        caseId={of.id}
        seq={of.seq}
        command={command}
        given={given}
        widgets={WIDGETS}
        onDone={() => setOpen(null)}
        onCancel={() => setOpen(null)}
      />
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

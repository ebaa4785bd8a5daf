import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import { DayInput } from '../day-input';
import styles from './command-form.module.css';
import type { Field } from './fields';
import { MoneyInput } from './money-input';
import { useWidget, type WidgetProps } from './widgets';

type Path = readonly (string | number)[];

/** Choices up to this many are shown at once; more are behind a list that opens. */
const SHOWN_AT_ONCE = 4;

export function Fields({ fields, path }: { fields: readonly Field[]; path: Path }) {
  return fields.map((field) => <FieldInput key={field.key} field={field} path={[...path, field.key]} />);
}

function FieldInput({ field, path }: { field: Field; path: Path }) {
  const draw = useWidget(field.widget);
  const label = useLabel(field);
  if (draw === null && field.kind === 'group') return <Group field={field} path={path} />;
  if (draw === null && field.kind === 'list') return <Lines field={field} path={path} />;
  if (draw === null && field.kind === 'texts') return <Lines field={field} path={path} />;
  const isTick = field.kind === 'confirm' || field.kind === 'yes-no';
  return (
    <Form.Item
      name={[...path]}
      label={isTick ? undefined : label}
      extra={<Hint field={field} />}
      valuePropName={isTick ? 'checked' : 'value'}
      getValueFromEvent={isTick ? tickedValue(field) : undefined}
    >
      {draw !== null ? <Brought field={field} /> : <Plain field={field} label={label} />}
    </Form.Item>
  );
}

/** A confirmation that is not ticked is missing, not "no". */
const tickedValue =
  ({ kind }: Field) =>
  (event: { target: { checked: boolean } }) =>
    event.target.checked || (kind === 'confirm' ? undefined : false);

function useLabel(field: Field): string {
  const { t } = useTranslation('parts');
  const { say } = useLanguage();
  return field.required ? say(field.name) : `${say(field.name)}（${t('form.optional')}）`;
}

function Hint({ field: { hint } }: { field: Field }) {
  const { say } = useLanguage();
  return hint === null ? null : say(hint);
}

/** An input of the screen's own. Form.Item hands it value, change handler and id. */
function Brought(props: WidgetProps) {
  return useWidget(props.field.widget)?.(props);
}

/** The input of one plain value. Form.Item hands it value, change handler and id. */
function Plain({ field, label, ...given }: { field: Field; label: string }) {
  const { t } = useTranslation('parts');
  const { say } = useLanguage();
  const { kind, maxLength, minimum, maximum, options } = field;
  switch (kind) {
    case 'long-text':
      return (
        <Input.TextArea rows={4} className={styles.text} maxLength={maxLength ?? undefined} {...given} />
      );
    case 'money':
      return <MoneyInput minimum={minimum ?? 0} {...given} />;
    case 'number':
    case 'percent':
      return (
        <InputNumber
          className={styles.number}
          min={minimum ?? undefined}
          max={maximum ?? undefined}
          suffix={kind === 'percent' ? '%' : undefined}
          {...given}
        />
      );
    case 'date':
      return <DayInput {...given} />;
    case 'decision': {
      const said = [true, false].map((value) => ({ value, label: t(value ? 'form.yes' : 'form.no') }));
      return <Radio.Group options={said} className={styles.choices} {...given} />;
    }
    case 'yes-no':
    case 'confirm':
      return <Checkbox {...given}>{label}</Checkbox>;
    case 'choice': {
      const named = options.map(({ value, name }) => ({ value, label: say(name) }));
      return named.length <= SHOWN_AT_ONCE ? (
        <Radio.Group options={named} className={styles.choices} {...given} />
      ) : (
        <Select
          options={named}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!field.required}
          {...given}
        />
      );
    }
    case 'text':
    case 'group':
    case 'list':
    case 'texts':
    case 'other':
      return <Input maxLength={maxLength ?? undefined} {...given} />;
  }
}

function Group({ field, path }: { field: Field; path: Path }) {
  const label = useLabel(field);
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <Fields fields={field.fields} path={path} />
    </fieldset>
  );
}

/** Lines of one text each, or of several fields, added and taken away. */
function Lines({ field, path }: { field: Field; path: Path }) {
  const { t } = useTranslation('parts');
  const label = useLabel(field);
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <Form.List name={[...path]}>
        {(lines, { add, remove }, { errors }) => (
          <>
            {lines.map(({ key, name }) => (
              <div key={key} className={styles.line}>
                <div className={styles.lineFields}>
                  {field.kind === 'texts' ? (
                    <Form.Item name={name} label={t('form.item', { n: name + 1 })}>
                      <Input />
                    </Form.Item>
                  ) : (
                    <Fields fields={field.fields} path={[name]} />
                  )}
                </div>
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t('form.remove', { n: name + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button icon={<PlusOutlined />} onClick={() => add()}>
              {t('form.add')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

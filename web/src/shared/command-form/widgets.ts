import { createContext, use, type ReactNode } from 'react';
import type { Field } from './fields';

/** What a widget is given: it is a controlled input, like those of the component library. */
export interface WidgetProps {
  readonly field: Field;
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

/** Inputs that a screen brings along, by the API's `x-widget`: choosing a person, another case. */
export type Widgets = Readonly<Partial<Record<string, (props: WidgetProps) => ReactNode>>>;

export const WidgetsContext = createContext<Widgets>({});

/** How to draw this field, where the screen brought a way. */
export function useWidget(name: string | null): ((props: WidgetProps) => ReactNode) | null {
  const widgets = use(WidgetsContext);
  return name === null ? null : (widgets[name] ?? null);
}

import { NativeSelect, TextInput } from '@mantine/core';
import type { FormState } from './use-form.ts';

interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Has the keyboard when the form opens. */
  readonly first?: boolean;
}

const common = ({ form, name, label, hint, first }: FieldProps) => ({
  'data-autofocus': first || undefined,
  autoFocus: first ?? false,
  description: hint,
  error: form.wrong[name],
  label,
  name,
  onChange: (event: { readonly currentTarget: { readonly value: string } }) => form.say(name, event.currentTarget.value),
  size: 'xs',
  value: form.draft.fields[name] ?? '',
});

/** A text; a number is typed here too and read by the form. */
export const TextField = (props: FieldProps) => <TextInput {...common(props)} autoComplete="off" />;

/** A day of the company. */
export const DayField = (props: FieldProps) => <TextInput {...common(props)} type="date" />;

/** A time of the day, as `HH:MM`. */
export const TimeField = (props: FieldProps) => <TextInput {...common(props)} type="time" />;

/** One of a few, with the words a person reads. */
export const ChoiceField = ({
  options,
  ...props
}: FieldProps & { readonly options: readonly { readonly value: string; readonly text: string }[] }) => (
  <NativeSelect {...common(props)} data={options.map(({ value, text }) => ({ value, label: text }))} />
);

import { NativeSelect, TextInput } from '@mantine/core';
import type { Ask } from './action.ts';

/** One thing an action asks, with the refusal that is about it beside it. */
export function Field(props: {
  readonly ask: Ask;
  readonly answer: string;
  readonly first: boolean;
  readonly refused: string | undefined;
  readonly say: (answer: string) => void;
}) {
  const { ask, answer, first, refused, say } = props;
  const shared = {
    'data-autofocus': first || undefined,
    description: ask.hint,
    error: refused,
    label: ask.label,
    name: ask.name,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => say(event.currentTarget.value),
    required: ask.optional !== true,
    value: answer,
    withAsterisk: false,
  };
  if (ask.kind === 'choice')
    return <NativeSelect {...shared} data={(ask.options ?? []).map(({ value, text }) => ({ value, label: text }))} size="xs" />;
  return <TextInput {...shared} type={ask.kind === 'day' ? 'date' : 'text'} />;
}

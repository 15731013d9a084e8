import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useAsk } from '../use-ask.ts';
import type { Ask } from './action.ts';
import { t } from './text.ts';

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
  const reasons = useAsk('company.listReasonCodes', ask.kind === 'reason' ? {} : undefined).output;
  if (ask.kind === 'reason') {
    const needed = ask.of !== undefined && (reasons?.needed ?? []).includes(ask.of);
    const codes = (reasons?.rows ?? []).filter((r) => r.kind === ask.of).map((r) => ({ value: r.code, label: r.text }));
    return (
      <NativeSelect {...shared} data={[{ value: '', label: t(needed ? 'chooseCode' : 'noCode') }, ...codes]} required={needed} size="xs" />
    );
  }
  if (ask.kind === 'choices')
    return (
      <Checkbox.Group
        description={ask.hint}
        error={refused}
        label={ask.label}
        onChange={(chosen) => say(chosen.join())}
        value={answer === '' ? [] : answer.split(',')}
      >
        <Stack gap={6} mt={6}>
          {(ask.options ?? []).map(({ value, text }, i) => (
            <Checkbox data-autofocus={(first && i === 0) || undefined} key={value} label={text} name={ask.name} value={value} />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  if (ask.kind === 'choice')
    return <NativeSelect {...shared} data={(ask.options ?? []).map(({ value, text }) => ({ value, label: text }))} size="xs" />;
  return <TextInput {...shared} type={ask.kind === 'day' ? 'date' : 'text'} />;
}

import { Alert, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useMemo, useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { makeToken } from '../../../client/session.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { moment } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Token = OutputOf<'company.listOwnTokens'>['rows'][number];

const stateOf = (token: Token) =>
  token.revokedAt !== null ? 'revoked' : token.expiresAt !== null && Date.parse(token.expiresAt) <= Date.now() ? 'expired' : 'valid';
const mayOf = ({ permissions, readOnly }: Token) =>
  [permissions === null ? t('tokenAll') : permissions.join(', '), ...(readOnly ? [t('tokenReads')] : [])].join(' · ');

const columns: readonly Column<Token>[] = [
  { id: 'name', title: t('tokenName'), width: 200, text: (k) => k.name },
  { id: 'may', title: t('tokenMay'), grow: true, text: mayOf },
  { id: 'made', title: t('tokenMade'), width: 165, text: (k) => moment(k.createdAt) },
  { id: 'until', title: t('tokenUntil'), width: 165, text: (k) => (k.expiresAt === null ? t('forEver') : moment(k.expiresAt)) },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    text: (k) => t(stateOf(k)),
    tone: (k) => (stateOf(k) === 'valid' ? 'good' : 'quiet'),
    dot: true,
  },
];

/** The person's API tokens. The secret of a new one is shown once. */
export function Tokens({ mayMake }: { readonly mayMake: boolean }) {
  const { output, failure, again } = useAsk('company.listOwnTokens', {});
  const actions = useMemo(() => {
    const valid = output?.rows.filter((k) => k.revokedAt === null) ?? [];
    return valid.map((k) =>
      action({
        verb: valid.length === 1 ? t('revoke') : `${t('revoke')}: ${k.name}`,
        operation: 'company.revokeToken',
        input: () => ({ tokenId: k.id }),
        expect: [{ id: k.id, revision: k.revision }],
        grave: true,
      }),
    );
  }, [output]);
  return (
    <section>
      <h2>{t('tokens')}</h2>
      <p className="quiet">{t('tokensMore')}</p>
      {failure && !output ? <FailureNote again={again} failure={failure} /> : null}
      {output ? (
        <Table columns={columns} empty={t('tokensEmpty')} label={t('tokens')} rowId={(k) => k.id} rows={output.rows} />
      ) : (
        <Waiting />
      )}
      <Actions actions={actions} />
      {mayMake ? <NewToken /> : null}
    </section>
  );
}

const EMPTY = { name: '', permissions: '', readOnly: false, ends: '' };

function NewToken() {
  const [typed, setTyped] = useState(EMPTY);
  const [secret, setSecret] = useState<string>();
  const [sentence, setSentence] = useState<string>();
  const [busy, setBusy] = useState(false);
  const field = (name: 'name' | 'permissions' | 'ends') => ({
    value: typed[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((known) => ({ ...known, [name]: value }));
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || typed.name.trim() === '') return;
    setBusy(true);
    setSentence(undefined);
    const permissions = typed.permissions.split(/[\s,]+/).filter((p) => p !== '');
    makeToken({
      name: typed.name.trim(),
      readOnly: typed.readOnly,
      ...(permissions.length > 0 ? { permissions } : {}),
      ...(typed.ends === '' ? {} : { expiresAt: `${typed.ends}T23:59:59.999Z` }),
    })
      .then(
        (made) => {
          setTyped(EMPTY);
          setSecret(made.secret);
        },
        (error: unknown) => setSentence(asFailure(error).message),
      )
      .finally(() => setBusy(false));
  };
  if (secret !== undefined)
    return (
      <Stack gap="xs" maw={520} mt="sm">
        <TextInput
          description={t('secretHint')}
          label={t('secret')}
          onFocus={(event) => event.currentTarget.select()}
          readOnly
          value={secret}
        />
        <Button className="start" onClick={() => setSecret(undefined)} variant="default">
          {t('done')}
        </Button>
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mt="sm">
        <Group align="end" gap="sm">
          <TextInput label={t('tokenName')} w={200} {...field('name')} />
          <TextInput label={t('cut')} placeholder={t('cutHint')} w={380} {...field('permissions')} />
          <TextInput label={t('ends')} type="date" w={140} {...field('ends')} />
          <Checkbox
            checked={typed.readOnly}
            label={t('reads')}
            mb={6}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              setTyped((known) => ({ ...known, readOnly: checked }));
            }}
          />
        </Group>
        {sentence === undefined ? null : (
          <Alert color="red" maw={520} p="xs" role="alert" variant="light">
            {sentence}
          </Alert>
        )}
        <Button className="start" disabled={typed.name.trim() === ''} loading={busy} type="submit" variant="default">
          {t('makeToken')}
        </Button>
      </Stack>
    </form>
  );
}

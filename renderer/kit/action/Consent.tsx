import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import type { ApprovalNeeded } from '../../../preload/contract/envelope.ts';
import { count, moment, money, words } from '../format.ts';
import { linkTo } from '../route.ts';
import { t } from './text.ts';
import type { Waiting } from './use-action.ts';

/** What a policy found in the effects, as a sentence. */
function found({ measure, value, above, currency, policy }: ApprovalNeeded): string {
  const shown = (n: number) => (measure === 'posted' ? money(n, currency) : count(n));
  return t(measure, { policy, currency, value: shown(value), above: shown(above) });
}

/** Confirming will not do it but ask somebody else: says why and who, and takes the reason along. */
export function Consent(props: { readonly needed: ApprovalNeeded; readonly reason: string; readonly say: (reason: string) => void }) {
  const { needed, reason, say } = props;
  return (
    <>
      <Alert color="yellow" role="status" title={t('needs')} variant="light">
        {found(needed)} {t('nothingYet', { approvers: needed.approvers })}
      </Alert>
      <TextInput
        description={t('whyHint')}
        label={t('why')}
        maxLength={500}
        name="approvalReason"
        onChange={(event) => say(event.currentTarget.value)}
        value={reason}
      />
    </>
  );
}

/** It was asked for: who can approve it, until when, and where it is. */
export function Waits({ waits, close }: { readonly waits: Waiting; readonly close: () => void }) {
  return (
    <Stack gap="sm">
      <Alert color="blue" role="status" title={t('waits')} variant="light">
        {t('until', { approvers: words(waits.approvers), day: moment(waits.expiresAt) })}
      </Alert>
      <Group justify="flex-end">
        <Button component="a" href={linkTo(`/approvals/${waits.requestId}`)} onClick={close} variant="default">
          {t('open')}
        </Button>
        <Button data-autofocus onClick={close}>
          {t('close')}
        </Button>
      </Group>
    </Stack>
  );
}

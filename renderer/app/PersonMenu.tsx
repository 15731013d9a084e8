import { Button, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { leave } from '../client/ask.ts';
import { onDesktop } from '../client/desktop.ts';
import { signOut, usePerson } from '../client/session.ts';
import { type Density, setDensity, useDensity } from '../kit/density.ts';
import { go } from '../kit/route.ts';
import { showKeys } from './keys-open.ts';
import { t } from './text.ts';

/** Who is signed in, how this window looks, and the way out. */
export function PersonMenu() {
  const person = usePerson((p) => p.person);
  const { density } = useDensity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const desktop = onDesktop();
  const name = person?.name ?? t('account');
  const weak = person?.hasPassword === false;
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" transitionProps={{ duration: 0 }} width={220} withinPortal>
      <Menu.Target>
        <Button className={weak ? 'top-button weak' : 'top-button'} color="gray" variant="subtle">
          {weak ? t('choosePassword', { name }) : name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {desktop ? null : <Menu.Item onClick={() => go('/account')}>{t('account')}</Menu.Item>}
        <Menu.Item onClick={showKeys} rightSection={<span className="quiet">?</span>}>
          {t('keys')}
        </Menu.Item>
        <Menu.Label>{t('colours')}</Menu.Label>
        <Menu.RadioGroup onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)} value={colorScheme}>
          {(['light', 'dark', 'auto'] as const).map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(scheme)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('rows')}</Menu.Label>
        <Menu.RadioGroup onChange={(d) => setDensity(d as Density)} value={density}>
          {(['dense', 'roomy'] as const).map((d) => (
            <Menu.RadioItem key={d} value={d}>
              {t(d)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {desktop ? null : (
          <>
            <Menu.Divider />
            <Menu.Item onClick={out}>{t('signOut')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whatever the server says, this window forgets the person; a session it could not end runs out by itself. */
function out(): void {
  signOut()
    .catch((error: unknown) => reportError(error))
    .finally(leave);
}

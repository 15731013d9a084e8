import { Button, Menu } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { CompanyList } from '../../../preload/contract/setup.ts';
import { useConnection } from '../../client/connection.ts';
import { type DesktopCompany, desktopCompanies, onDesktop, openOnDesktop } from '../../client/desktop.ts';
import { usePerson } from '../../client/session.ts';
import { listCompanies } from '../../client/setup.ts';
import { t } from './text.ts';

/** The name of the company, and the way to the others: those of this server that know the person, or those of this machine. */
export const CompanyName = () => (onDesktop() ? <OnDesktop /> : <OnServer />);

function OnServer() {
  const person = usePerson((p) => p.person?.userId);
  const [companies, setCompanies] = useState<CompanyList['rows']>([]);
  useEffect(() => {
    if (person === undefined) return;
    // Without the list the name stands there alone, as on a server with one company.
    listCompanies().then(({ rows }) => setCompanies(rows), reportError);
  }, [person]);
  return (
    <Named
      others={
        companies.length < 2
          ? []
          : companies.map((company) => (
              <Menu.Item aria-current={company.here} component="a" href={`/c/${company.name}/`} key={company.name}>
                {company.title}
              </Menu.Item>
            ))
      }
    />
  );
}

/** One company is open at a time: choosing another one closes this one in order, in all windows. */
function OnDesktop() {
  const [companies, setCompanies] = useState<readonly DesktopCompany[]>([]);
  useEffect(() => {
    desktopCompanies().then(setCompanies, reportError);
  }, []);
  return (
    <Named
      others={[
        ...companies.map(({ id, name, here }) => (
          <Menu.Item aria-current={here} key={id} onClick={() => openOnDesktop(id)}>
            {name}
          </Menu.Item>
        )),
        <Menu.Divider key="files" />,
        <Menu.Item key="other" onClick={() => openOnDesktop('other')}>
          {t('other')}
        </Menu.Item>,
        <Menu.Item key="new" onClick={() => openOnDesktop('new')}>
          {t('create')}
        </Menu.Item>,
      ]}
    />
  );
}

function Named({ others }: { readonly others: readonly ReactNode[] }) {
  const name = useConnection((c) => c.company?.name) ?? 'Countinghouse';
  if (others.length === 0) return <strong>{name}</strong>;
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button aria-label={t('switch', { name })} className="top-button" color="gray" variant="subtle">
          <strong>{name}</strong>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{others}</Menu.Dropdown>
    </Menu>
  );
}

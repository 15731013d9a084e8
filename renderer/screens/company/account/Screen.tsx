import { usePerson } from '../../../client/session.ts';
import { EmptyNote } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { Password } from './Password.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';
import { Tokens } from './Tokens.tsx';
import { t } from './text.ts';

/** The person's own account: who they are here, how they prove it, where they are signed in, and their tokens. */
export default function Account() {
  const person = usePerson((p) => p.person);
  if (!person) return <EmptyNote title={t('desktop')}>{t('desktopMore')}</EmptyNote>;
  const all = person.permissions.includes('*');
  const mayMake = all || person.permissions.some((p) => p === 'company.tokens' || p === 'company.*');
  const factor = <SecondFactor person={person} />;
  const first = person.secondFactor === 'required';
  return (
    <Page title={t('title')}>
      <dl className="figures">
        <Figure name={t('name')} value={person.name} />
        <Figure name={t('login')} value={person.login} />
        <Figure
          hint={person.permissions.join(', ')}
          name={t('may')}
          value={all ? t('everything') : t('things', { count: person.permissions.length })}
        />
      </dl>
      {first ? factor : null}
      <Password person={person} />
      {first ? null : factor}
      <Sessions />
      <Tokens mayMake={mayMake} />
    </Page>
  );
}

import { Menu } from '@base-ui/react/menu';
import type { Account } from '@contract/admin.js';
import { limits } from '@contract/limits.js';
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { Confirm } from '@/components/ui/Confirm.js';
import { TextField } from '@/components/ui/Field.js';
import menu from '@/components/ui/menu.module.css';
import { openDm } from '@/features/people/api.js';
import { api } from '@/lib/api.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { dmPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { queryClient } from '@/lib/query.js';
import { showToast } from '@/lib/ui-state.js';
import { ResetLink } from './ResetLink.js';

type Asked = 'give' | 'take' | 'deactivate' | 'link' | null;

const change = async (changing: Promise<unknown>, done: string): Promise<void> => {
  await changing;
  showToast({ text: done, isError: false });
  await queryClient.invalidateQueries({ queryKey: ['accounts'] });
};

/** What administrators do with an account. */
export const PersonMenu = ({ account, isOwn }: { account: Account; isOwn: boolean }) => {
  const { id, display_name: name, server_role, state } = account;
  const [asked, setAsked] = useState<Asked>(null);
  const [reason, setReason] = useState('');
  const close = (): void => setAsked(null);
  const isAdmin = server_role === 'admin';
  const isActive = state === 'active';
  const setRole = () =>
    change(
      api.setServerRole({ user_id: id, server_role: isAdmin ? 'user' : 'admin' }),
      t('admin.role_done', { name }),
    );
  const write = (): void => void openDm([id]).then((dm) => go.to(dmPlace(dm.id)), reportFailure);
  const reactivate = (): void =>
    void change(api.reactivateUser({ user_id: id }), t('admin.reactivated_done', { name })).catch(
      reportFailure,
    );
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger render={<IconButton label={t('room.member_actions', { name })} />}>
          <MoreHorizontal size={17} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={menu.positioner} align="end" sideOffset={4}>
            <Menu.Popup className={menu.popup}>
              {!isOwn && isActive && <Item label={t('member.message')} run={write} />}
              {isActive && (
                <Item
                  label={t(isAdmin ? 'admin.take_role' : 'admin.give_role')}
                  run={() => setAsked(isAdmin ? 'take' : 'give')}
                />
              )}
              {isActive && <Item label={t('admin.reset_link')} run={() => setAsked('link')} />}
              <div className={menu.line} />
              {isActive ? (
                <Item isDanger label={t('admin.deactivate')} run={() => setAsked('deactivate')} />
              ) : (
                <Item label={t('admin.reactivate')} run={reactivate} />
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {(asked === 'give' || asked === 'take') && (
        <Confirm
          title={t(`admin.${asked}_title`, { name })}
          text={t(`admin.${asked}_text`)}
          action={t(`admin.${asked}_role`)}
          isDanger={asked === 'take'}
          run={setRole}
          onClose={close}
        />
      )}
      {asked === 'deactivate' && (
        <Confirm
          title={t('admin.deactivate_title', { name })}
          text={t('admin.deactivate_text')}
          action={t('admin.deactivate')}
          isDanger
          run={() =>
            change(
              api.deactivateUser({ user_id: id, reason: reason.trim() }),
              t('admin.deactivated_done', { name }),
            )
          }
          onClose={close}
        >
          <TextField
            label={t('member.reason')}
            hint={t('report.why_hint')}
            dir="auto"
            maxLength={limits.sanctionReason.max}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Confirm>
      )}
      {asked === 'link' && <ResetLink account={account} onClose={close} />}
    </>
  );
};

interface ItemProps {
  label: string;
  run: () => void;
  isDanger?: boolean;
}

const Item = ({ label, run, isDanger = false }: ItemProps) => (
  <Menu.Item className={cx(menu.item, isDanger && menu.danger)} onClick={run}>
    <span>{label}</span>
  </Menu.Item>
);

import { type LucideIcon, Mic, MicOff, Phone, PhoneOff, Video, VideoOff } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { duration } from '@/lib/time.js';
import { acceptCall, declineCall, hangUp, toggleCamera, toggleMuted } from '../engine.js';
import { ring } from '../ring.js';
import { useCall } from '../state.js';
import styles from './call-layer.module.css';

/** What is seen of a call, over everything else: that it rings, and then the two who talk. */
const CallLayer = () => {
  const call = useCall((state) => state.call);
  const isHere = useCall((state) => state.isHere);
  const me = useMe()?.id;
  if (!call) return null;
  return call.state === 'ringing' && call.callee.id === me && !isHere ? <Incoming /> : <Talk />;
};
export default CallLayer;

const Incoming = () => {
  const call = useCall((state) => state.call);
  const accept = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    accept.current?.focus();
    return ring();
  }, []);
  if (!call) return null;
  const { caller, media } = call;
  return (
    <div
      className={styles.incoming}
      role="alertdialog"
      aria-label={t('call.incoming', { name: caller.display_name })}
    >
      <Avatar person={caller} size={48} />
      <div className={styles.who}>
        <strong>{caller.display_name}</strong>
        <span>{t(media === 'video' ? 'call.rings_video' : 'call.rings_audio')}</span>
      </div>
      <Round label={t('call.decline')} className={styles.decline} Icon={PhoneOff} onClick={declineCall} />
      <Round
        ref={accept}
        label={t('call.accept')}
        className={styles.accept}
        Icon={media === 'video' ? Video : Phone}
        onClick={() => void acceptCall()}
      />
    </div>
  );
};

const Talk = () => {
  const { call, local, remote, isMuted, isCameraOff, isConnected } = useCall();
  const me = useMe()?.id;
  if (!call) return null;
  const other = call.caller.id === me ? call.callee : call.caller;
  const isVideo = call.media === 'video';
  const hasPicture = isVideo && isConnected;
  return (
    <section
      className={cx(styles.talk, isVideo && styles.video)}
      aria-label={t('call.with', { name: other.display_name })}
    >
      <div className={styles.stage}>
        <Stream stream={remote} className={styles.remote} hidden={!hasPicture} testId="remote" />
        {!hasPicture && (
          <div className={styles.face}>
            <Avatar person={other} size={72} />
          </div>
        )}
        {isVideo && (
          <Stream stream={local} className={styles.own} hidden={isCameraOff} isMuted testId="own" />
        )}
      </div>
      <footer className={styles.foot}>
        <div className={styles.who}>
          <strong>{other.display_name}</strong>
          <span role="status">
            {isConnected ? (
              <Clock since={call.accepted_at ?? call.started_at} />
            ) : (
              t(call.state === 'ringing' ? 'call.ringing' : 'call.connecting')
            )}
          </span>
        </div>
        <Round
          label={t('call.mute')}
          isPressed={isMuted}
          Icon={isMuted ? MicOff : Mic}
          onClick={toggleMuted}
        />
        {isVideo && (
          <Round
            label={t('call.camera_off')}
            isPressed={isCameraOff}
            Icon={isCameraOff ? VideoOff : Video}
            onClick={toggleCamera}
          />
        )}
        <Round
          label={t('call.hang_up')}
          className={styles.decline}
          Icon={PhoneOff}
          onClick={() => hangUp()}
        />
      </footer>
    </section>
  );
};

interface RoundProps {
  label: string;
  Icon: LucideIcon;
  onClick: () => void;
  className?: string | undefined;
  /** Of one that is on or off. */
  isPressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const Round = ({ label, Icon, onClick, className, isPressed, ref }: RoundProps) => (
  <button
    ref={ref}
    type="button"
    className={cx(styles.round, className, isPressed && styles.off)}
    aria-pressed={isPressed}
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    <Icon size={18} />
  </button>
);

interface StreamProps {
  stream: MediaStream | null;
  className: string | undefined;
  hidden: boolean;
  isMuted?: boolean;
  testId: string;
}

/** Plays sound also while there is no picture to show. */
const Stream = ({ stream, className, hidden, isMuted = false, testId }: StreamProps) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      className={cx(className, hidden && styles.hidden)}
      autoPlay
      playsInline
      muted={isMuted}
      data-testid={testId}
    />
  );
};

const Clock = ({ since }: { since: string }) => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <time>{duration(Math.max(0, now - Date.parse(since)))}</time>;
};

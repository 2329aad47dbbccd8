import type { calls as en } from '../en/calls.js';
import type { Translation } from '../translation.js';

export const calls = {
  'call.audio': '语音通话',
  'call.video': '视频通话',
  'call.incoming': '{name} 来电',
  'call.rings_audio': '正在呼叫你',
  'call.rings_video': '正在邀请你视频通话',
  'call.accept': '接听',
  'call.decline': '拒绝',
  'call.hang_up': '挂断',
  'call.mute': '麦克风静音',
  'call.camera_off': '关闭摄像头',
  'call.with': '与 {name} 通话',
  'call.ringing': '正在响铃…',
  'call.connecting': '正在连接…',
  'call.busy': '你们中有一人正在通话。',
  'call.blocked': '你们无法互相呼叫。',
  'call.failed': '无法发起通话。',
  'call.no_camera': 'Parley 无法使用摄像头和麦克风。请在浏览器中允许后再试。',
  'call.no_microphone': 'Parley 无法使用麦克风。请在浏览器中允许后再试。',
  'call.was_ended': '{media}',
  'call.was_missed': '未接来电',
  'call.was_declined': '已拒绝的通话',
  'call.was_busy': '忙线',
  'call.was_failed': '通话未接通',
} as const satisfies Translation<typeof en>;

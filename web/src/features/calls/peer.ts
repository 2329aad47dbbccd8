import type { Signal } from '@contract/calls.js';

interface Options {
  iceServers: RTCIceServer[];
  /** Only the caller makes offers, so the two never make one at the same time. */
  offers: boolean;
  local: MediaStream;
  send: (signal: Signal) => Promise<void>;
  onRemote: (stream: MediaStream) => void;
  onState: (state: RTCPeerConnectionState) => void;
}

/** One end of the connection between the two devices. */
export class Peer {
  private readonly connection: RTCPeerConnection;
  /** They may come before the description that they belong to. */
  private early: RTCIceCandidateInit[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {
    const { iceServers, offers, local, send, onRemote, onState } = options;
    const connection = new RTCPeerConnection({ iceServers });
    this.connection = connection;
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) void send({ kind: 'candidate', data: JSON.stringify(candidate) }).catch(() => undefined);
    });
    connection.addEventListener('track', ({ streams }) => streams[0] && onRemote(streams[0]));
    connection.addEventListener('connectionstatechange', () => onState(connection.connectionState));
    if (offers) connection.addEventListener('negotiationneeded', () => void this.offer());
    for (const track of local.getTracks()) connection.addTrack(track, local);
  }

  /** In the order in which they come. */
  receive(signal: Signal): Promise<void> {
    this.turn = this.turn.then(() => this.take(signal)).catch(() => undefined);
    return this.turn;
  }

  /** The way between the two broke: look for another. */
  restart(): void {
    if (this.options.offers) this.connection.restartIce();
  }

  close(): void {
    this.connection.close();
  }

  private async offer(): Promise<void> {
    await this.connection.setLocalDescription();
    await this.tell('offer');
  }

  private async tell(kind: 'offer' | 'answer'): Promise<void> {
    await this.options
      .send({ kind, data: this.connection.localDescription?.sdp ?? '' })
      .catch(() => undefined);
  }

  private async take({ kind, data }: Signal): Promise<void> {
    if (kind === 'candidate') {
      const candidate = JSON.parse(data) as RTCIceCandidateInit;
      if (this.connection.remoteDescription) await this.connection.addIceCandidate(candidate);
      else this.early.push(candidate);
      return;
    }
    await this.connection.setRemoteDescription({ type: kind, sdp: data });
    for (const candidate of this.early.splice(0)) await this.connection.addIceCandidate(candidate);
    if (kind !== 'offer') return;
    await this.connection.setLocalDescription();
    await this.tell('answer');
  }
}

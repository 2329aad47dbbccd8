import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Metrics } from '../common/metrics/metrics.js';
import { DomainEvents } from '../events/domain-events.js';
import { bytesWaiting } from '../realtime/backpressure.js';
import { SocketServer } from '../realtime/socket-server.js';

/** What the parts of a node know of themselves. */
@Injectable()
export class NodeMetrics {
  constructor(metrics: Metrics, sockets: SocketServer, events: DomainEvents, @Inject(Redis) redis: Redis) {
    metrics.gauge(
      'parley_connected_sockets',
      'Connections of clients to this node',
      () => sockets.io.of('/').sockets.size,
    );
    metrics.gauge(
      'parley_redis_connected',
      '1 while this node has Redis',
      () => (redis.status === 'ready' ? 1 : 0),
      'min',
    );
    metrics.gauge(
      'parley_socket_buffer_bytes',
      'Bytes that wait for slow clients of this node, together',
      () => bytesWaiting(sockets.io).together,
    );
    metrics.gauge(
      'parley_socket_buffer_max_bytes',
      'Bytes that wait for the slowest client of this node',
      () => bytesWaiting(sockets.io).most,
      'max',
    );
    events.on('messages_created', ({ messages }) => {
      metrics.committed.inc(messages.length);
      metrics.batches.observe(messages.length);
    });
  }
}

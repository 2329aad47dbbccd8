import { Injectable } from '@nestjs/common';
import { clusterEvents, type DomainEventMap } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { ClusterBus } from './cluster-bus.js';

type Name = keyof DomainEventMap;

/** Carries domain events to the other nodes. */
@Injectable()
export class ClusterEvents {
  constructor(bus: ClusterBus, events: DomainEvents) {
    events.forwardThrough(async (name, event) => {
      if (clusterEvents.has(name)) await bus.toCluster({ name, event });
    });
    bus.onCluster((payload) => {
      const { name, event } = payload as { name: Name; event: DomainEventMap[Name] };
      events.receive(name, event);
    });
  }
}

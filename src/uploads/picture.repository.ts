import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { PictureDoc } from './picture.schema.js';

@Injectable()
export class PictureRepository {
  constructor(@InjectModel('Picture') private readonly pictures: Model<PictureDoc>) {}

  async create(id: string, owner: PictureDoc['owner'], check_at: Date): Promise<void> {
    await this.pictures.create({ _id: id, owner, check_at, created_at: new Date() });
  }

  async exists(id: string): Promise<boolean> {
    return (await this.pictures.exists({ _id: id })) !== null;
  }

  async due(now: Date, limit: number): Promise<PictureDoc[]> {
    return this.pictures
      .find({ check_at: { $type: 'date', $gt: new Date(0), $lte: now } })
      .sort({ check_at: 1 })
      .limit(limit)
      .lean<PictureDoc[]>();
  }

  async setCheck(id: string, check_at: Date | null): Promise<void> {
    await this.pictures.updateOne({ _id: id }, { $set: { check_at } });
  }

  async checkAllOf({ kind, id }: PictureDoc['owner'], check_at: Date): Promise<void> {
    await this.pictures.updateMany({ 'owner.id': id, 'owner.kind': kind }, { $set: { check_at } });
  }

  async remove(id: string): Promise<void> {
    await this.pictures.deleteOne({ _id: id });
  }
}

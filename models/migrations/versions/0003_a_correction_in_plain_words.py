"""a correction in plain words"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('notice_versions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('plain_letter_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_notice_versions_plain_letter_id'), 'letters', ['plain_letter_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_notice_versions_plain_letter_id'), ['plain_letter_id'], unique=False)

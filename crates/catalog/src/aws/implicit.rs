//! What the types of another cloud's names need without saying so.

use crate::implicit::Need;

const VPC: &[&str] = &["VpcId"];

/// The rows. The gateway is attached to the routers that the route tables stand for.
pub(crate) const NEEDS: &[Need] = &[Need::same("AWS::EC2::VPCGatewayAttachment", VPC, "AWS::EC2::RouteTable", VPC)];
